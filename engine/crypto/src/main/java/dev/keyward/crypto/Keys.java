package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
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
import java.util.function.Supplier;

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

    Keys(Providers providers, SecureRandom random) {
        this(() -> providers, random);
    }

    private Keys(Supplier<Providers> providers, SecureRandom random) {
        this.providers = providers;
        this.random = random;
    }

    /// A new private key in PKCS#8, public half included. RSA takes long (0.1 to 3 s).
    public SecretBytes generate(KeyParameters parameters) {
        try {
            return switch (parameters) {
                case KeyParameters.Rsa rsa -> generateRsa(rsa);
                case KeyParameters.Ec ec -> generateEc(ec.curve());
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("the chosen provider makes such keys", e);
        }
    }

    /// @param pkcs8 from [#generate] or [KeyImport]
    public PublicKeyParts publicParts(SecretBytes pkcs8) {
        return Pkcs8.publicParts(pkcs8);
    }

    /// @param pkcs8 from [#generate] or [KeyImport]; not kept
    public CryptoKey open(KeyParameters parameters, SecretBytes pkcs8) {
        try {
            return switch (parameters) {
                case KeyParameters.Rsa rsa -> openRsa(rsa, pkcs8);
                case KeyParameters.Ec ec -> openEc(ec, pkcs8);
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("a stored key can't be opened", e);
        }
    }

    /// Which provider does what, for the log at start, such as `RSA: ACCP 2.5.0`.
    public String describe() {
        Providers chosen = providers.get();
        return String.format(
                "RSA: %s, P-256/384/521: %s, P-256K: %s",
                name(chosen.rsaCipher()),
                name(chosen.ec(Curve.P_256)),
                name(chosen.ec(Curve.P_256K)));
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
        generator.initialize(new ECGenParameterSpec(EcCurves.secName(curve)), random);
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
        return Pkcs8.write(point, privateKey.getS());
    }

    /// The public half alone.
    PublicHalf openPublic(PublicKeyParts parts) {
        try {
            return switch (parts) {
                case PublicKeyParts.Rsa rsa -> rsaPublic(rsa);
                case PublicKeyParts.Ec ec -> ecPublic(ec);
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked public key can't be opened", e);
        }
    }

    private CryptoKey openRsa(KeyParameters.Rsa parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        if (!(publicParts(pkcs8) instanceof PublicKeyParts.Rsa parts)
                || 8 * parts.n().length != parameters.modulusBits()) {
            throw Bug.because("a stored key isn't what its parameters say");
        }
        PrivateKey key = privateKey("RSA", providers.get().rsaKeys(), pkcs8);
        return new RsaKey(parameters, rsaPublic(parts), key);
    }

    private CryptoKey openEc(KeyParameters.Ec parameters, SecretBytes pkcs8)
            throws GeneralSecurityException {
        if (!(publicParts(pkcs8) instanceof PublicKeyParts.Ec parts)
                || parts.curve() != parameters.curve()) {
            throw Bug.because("a stored key isn't what its parameters say");
        }
        PrivateKey key = privateKey("EC", providers.get().ec(parts.curve()), pkcs8);
        return new EcKey(parameters, ecPublic(parts), key, random);
    }

    private RsaPublic rsaPublic(PublicKeyParts.Rsa parts) throws GeneralSecurityException {
        PublicKey key = publicKey("RSA", providers.get().rsaKeys(), parts);
        return new RsaPublic(parts, key, providers.get().rsaCipher(), random);
    }

    private EcPublic ecPublic(PublicKeyParts.Ec parts) throws GeneralSecurityException {
        Provider provider = providers.get().ec(parts.curve());
        return new EcPublic(parts, publicKey("EC", provider, parts), provider);
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
