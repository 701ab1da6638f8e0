package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.forms.AkpMaterial;
import dev.keyward.crypto.forms.EcKeyForm;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/// Makes keys and opens them for use. Safe for use by several threads.
///
/// The first use loads native code, which takes a third of a second; constructing one costs
/// nothing.
public final class Keys {
    private final Supplier<Providers> providers;
    private final SecureRandom random;

    public Keys(SecureRandom random) {
        this(Providers::best, random);
    }

    /// Keys without native code: slower at work (performance.md, section 2), but there at once. For
    /// processes that live briefly and make few signatures.
    public static Keys withoutNativeCode(SecureRandom random) {
        return new Keys(Providers.JDK, random);
    }

    public Keys(Providers providers, SecureRandom random) {
        this(() -> providers, random);
    }

    private Keys(Supplier<Providers> providers, SecureRandom random) {
        this.providers = providers;
        this.random = random;
    }

    /// A new private key in PKCS#8, public half included; of symmetric keys the bare bytes. RSA
    /// takes long (0.1 to 3 s).
    public SecretBytes generate(KeyParameters parameters) {
        try {
            return switch (parameters) {
                case KeyParameters.Rsa rsa -> generateRsa(rsa);
                case KeyParameters.Ec ec -> generateEc(ec.curve());
                case KeyParameters.Oct oct -> SecretBytes.adopt(fresh(oct.bits() / Byte.SIZE));
                case KeyParameters.Akp akp -> generateAkp(akp.algorithm());
                case KeyParameters.Okp okp -> generateOkp(okp.curve());
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("the chosen provider makes such keys", e);
        }
    }

    /// @param pkcs8 from [#generate] or [KeyImport][dev.keyward.crypto.files.KeyImport], of a key
    ///   that isn't symmetric
    public PublicKeyParts publicParts(SecretBytes pkcs8) {
        Optional<PublicKeyParts.Ec> point = EcKeyForm.publicParts(pkcs8);
        return point.isPresent() ? point.get() : Pkcs8.publicParts(pkcs8);
    }

    /// @param pkcs8 from [#generate] or [KeyImport][dev.keyward.crypto.files.KeyImport]
    public PublicKeyParts publicParts(KeyParameters parameters, SecretBytes pkcs8) {
        return parameters instanceof KeyParameters.Oct
                ? new PublicKeyParts.Oct()
                : Pkcs8.publicParts(pkcs8);
    }

    /// @param pkcs8 from [#generate] or [KeyImport][dev.keyward.crypto.files.KeyImport]; not kept
    public CryptoKey open(KeyParameters parameters, SecretBytes pkcs8) {
        try {
            return switch (parameters) {
                case KeyParameters.Rsa rsa -> openRsa(rsa, pkcs8);
                case KeyParameters.Ec ec -> openEc(ec, pkcs8);
                case KeyParameters.Oct oct -> openOct(oct, pkcs8);
                case KeyParameters.Akp akp -> openAkp(akp, pkcs8);
                case KeyParameters.Okp okp -> openOkp(okp, pkcs8);
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("a stored key can't be opened", e);
        }
    }

    /// Which provider does what, for the log at start, such as `RSA: ACCP 2.5.0`.
    public String describe() {
        Providers chosen = providers.get();
        return String.format(
                "RSA: %s, P-256/384/521: %s, P-256K: %s, Ed25519: %s, ML-KEM: %s",
                name(chosen.rsaCipher()),
                name(chosen.ec(Curve.P_256)),
                name(chosen.ec(Curve.P_256K)),
                name(chosen.ed25519()),
                name(chosen.mlKem()));
    }

    private SecretBytes generateRsa(KeyParameters.Rsa parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", providers.get().rsaKeys());
        generator.initialize(
                new RSAKeyGenParameterSpec(parameters.modulusBits(), RSAKeyGenParameterSpec.F4),
                random);
        if (!(generator.generateKeyPair().getPrivate() instanceof RSAPrivateCrtKey key)) {
            throw Bug.because("the provider makes no CRT keys");
        }
        return Pkcs8.write(
                new Pkcs8.Rsa(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
    }

    private SecretBytes generateEc(Curve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", providers.get().ec(curve));
        generator.initialize(new ECGenParameterSpec(EcKeyForm.secName(curve)), random);
        KeyPair pair = generator.generateKeyPair();
        if (!(pair.getPrivate() instanceof ECPrivateKey privateKey
                && pair.getPublic() instanceof ECPublicKey publicKey)) {
            throw Bug.because("the provider makes no EC keys");
        }
        int width = curve.coordinateBytes();
        PublicKeyParts.Ec point =
                new PublicKeyParts.Ec(
                        curve,
                        Numbers.fixed(publicKey.getW().getAffineX(), width),
                        Numbers.fixed(publicKey.getW().getAffineY(), width));
        return EcKeyForm.pkcs8(point, privateKey.getS());
    }

    /// The public half alone.
    public PublicHalf openPublic(PublicKeyParts parts) {
        try {
            return switch (parts) {
                case PublicKeyParts.Rsa rsa -> rsaPublic(rsa);
                case PublicKeyParts.Ec ec -> ecPublic(ec);
                case PublicKeyParts.Okp okp -> edPublic(okp);
                case PublicKeyParts.Akp akp -> mlDsaPublic(akp);
                case PublicKeyParts.Oct _ ->
                        throw Bug.because("a symmetric key has no public half");
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked public key can't be opened", e);
        }
    }

    private CryptoKey openRsa(KeyParameters.Rsa parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        if (!(publicParts(pkcs8) instanceof PublicKeyParts.Rsa parts)
                || 8 * parts.n().length != parameters.modulusBits()) {
            throw notAsSaid();
        }
        PrivateKey key = privateKey("RSA", providers.get().rsaKeys(), pkcs8);
        return new RsaKey(parameters, rsaPublic(parts), key);
    }

    private CryptoKey openEc(KeyParameters.Ec parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        if (!(publicParts(pkcs8) instanceof PublicKeyParts.Ec parts)
                || parts.curve() != parameters.curve()) {
            throw notAsSaid();
        }
        PrivateKey key = privateKey("EC", providers.get().ec(parts.curve()), pkcs8);
        return new EcKey(parameters, ecPublic(parts), key, random);
    }

    private CryptoKey openOct(KeyParameters.Oct parameters, SecretBytes bytes) {
        if (8 * bytes.length() != parameters.bits()) {
            throw notAsSaid();
        }
        return new OctKey(
                parameters,
                KeyMemory.onHeap().hold(bytes.toByteArray(SecretAccess.request())),
                random);
    }

    private CryptoKey openOkp(KeyParameters.Okp parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        if (!(publicParts(pkcs8) instanceof PublicKeyParts.Okp parts)
                || parts.curve() != parameters.curve()) {
            throw notAsSaid();
        }
        return switch (parts.curve()) {
            case ED25519 -> {
                EdPublic publicHalf = edPublic(parts);
                yield new EdKey(
                        parameters,
                        publicHalf,
                        privateKey("Ed25519", providers.get().ed25519Keys(), pkcs8));
            }
            case X25519 -> new XKey(parameters, x25519(pkcs8), parts.x(), random);
        };
    }

    private static X25519PrivateKeyParameters x25519(SecretBytes pkcs8) {
        try {
            byte[] d = Pkcs8.scalar(Pkcs8.parse(pkcs8));
            try {
                return new X25519PrivateKeyParameters(d, 0);
            } finally {
                Arrays.fill(d, (byte) 0);
            }
        } catch (IOException e) {
            throw Bug.because("a stored key is no PKCS#8", e);
        }
    }

    private EdPublic edPublic(PublicKeyParts.Okp parts) throws GeneralSecurityException {
        return new EdPublic(
                parts,
                publicKey("Ed25519", providers.get().ed25519Keys(), parts),
                providers.get().ed25519());
    }

    private CryptoKey openAkp(KeyParameters.Akp parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        AkpMaterial material = akp(pkcs8);
        if (material.algorithm() != parameters.algorithm()) {
            throw notAsSaid();
        }
        PublicKeyParts.Akp parts = material.publicParts();
        if (material.key() instanceof MLDSAPrivateKeyParameters key) {
            PrivateKey jdkKey =
                    providers.get().mlDsaByJdk() ? jdkKey(MlDsaKey.NAME, material) : null;
            return new MlDsaKey(parameters, mlDsaPublic(parts), key, jdkKey, random);
        }
        return new MlKemKey(parameters, parts, mlKem(material), random);
    }

    MlKem mlKem(AkpMaterial material) throws GeneralSecurityException {
        Provider provider = providers.get().mlKem();
        try (SecretBytes expanded = material.expandedPkcs8()) {
            return new MlKem(
                    material.algorithm(),
                    privateKey(MlKem.NAME, provider, expanded),
                    publicKey(MlKem.NAME, provider, material.publicParts()),
                    provider);
        }
    }

    private static PrivateKey jdkKey(String algorithm, AkpMaterial material)
            throws GeneralSecurityException {
        try (SecretBytes expanded = material.expandedPkcs8()) {
            byte[] bytes = expanded.toByteArray(SecretAccess.request());
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private MlDsaPublic mlDsaPublic(PublicKeyParts.Akp parts) throws GeneralSecurityException {
        PublicKey jdkKey =
                providers.get().mlDsaByJdk()
                        ? KeyFactory.getInstance(MlDsaKey.NAME)
                                .generatePublic(
                                        new X509EncodedKeySpec(
                                                AkpMaterial.subjectPublicKeyInfo(parts)))
                        : null;
        return new MlDsaPublic(parts, AkpMaterial.dsaPublic(parts), jdkKey);
    }

    private static AkpMaterial akp(SecretBytes pkcs8) {
        try {
            return AkpMaterial.read(Pkcs8.parse(pkcs8)).orElseThrow(Keys::notAsSaid);
        } catch (IOException e) {
            throw Bug.because("a stored key is no PKCS#8", e);
        }
    }

    /// The seed is drawn here, because it is what is kept.
    private SecretBytes generateAkp(AkpAlgorithm algorithm) {
        try (SecretBytes seed = SecretBytes.adopt(fresh(algorithm.seedBytes()))) {
            return AkpMaterial.read(algorithm, seed).pkcs8();
        }
    }

    /// Any 32 bytes are a private key on these curves (RFC 7748 5, RFC 8032 5.1.5).
    private SecretBytes generateOkp(OkpCurve curve) {
        byte[] d = fresh(OkpCurve.KEY_BYTES);
        try {
            return Pkcs8.write(curve, d);
        } finally {
            Arrays.fill(d, (byte) 0);
        }
    }

    private byte[] fresh(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Bug notAsSaid() {
        return Bug.because("a stored key isn't what its parameters say");
    }

    private RsaPublic rsaPublic(PublicKeyParts.Rsa parts) throws GeneralSecurityException {
        PublicKey key = publicKey("RSA", providers.get().rsaKeys(), parts);
        return new RsaPublic(parts, key, providers.get().rsaCipher(), random);
    }

    private EcPublic ecPublic(PublicKeyParts.Ec parts) throws GeneralSecurityException {
        Provider provider = providers.get().ec(parts.curve());
        return new EcPublic(
                parts,
                KeyFactory.getInstance("EC", provider)
                        .generatePublic(
                                new X509EncodedKeySpec(EcKeyForm.subjectPublicKeyInfo(parts))),
                provider);
    }

    private static PrivateKey privateKey(String algorithm, Provider provider, SecretBytes pkcs8)
            throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(algorithm, provider);
        byte[] bytes = pkcs8.toByteArray(SecretAccess.request());
        try {
            return factory.generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static PublicKey publicKey(String algorithm, Provider provider, PublicKeyParts parts)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm, provider)
                .generatePublic(new X509EncodedKeySpec(Pkcs8.subjectPublicKeyInfo(parts)));
    }

    private static String name(Provider provider) {
        return provider.getName() + " " + provider.getVersionStr();
    }
}
