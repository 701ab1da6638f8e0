package dev.keyward.crypto.forms;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/// A post-quantum private key in the forms it comes in: the seed, which is what is kept where it is
/// known, or the expanded key (RFC 9881 6, RFC 9935 6).
///
/// @param key of Bouncy Castle, which reads all of them
public record AkpMaterial(AkpAlgorithm algorithm, AsymmetricKeyParameter key) {
    /// @param priv a seed, or an expanded key
    /// @throws dev.keyward.model.VaultException with `BadParameter` (`key.priv`) if it is neither,
    ///   or doesn't belong together
    public static AkpMaterial read(AkpAlgorithm algorithm, SecretBytes priv) {
        // Bouncy Castle keeps the array of a seed, so it isn't ours to wipe.
        byte[] bytes = priv.toByteArray(SecretAccess.request());
        try {
            if (!algorithm.isSignature()) {
                return new AkpMaterial(
                        algorithm, new MLKEMPrivateKeyParameters(kem(algorithm), bytes));
            }
            MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(dsa(algorithm), bytes);
            if (isSound(algorithm, key)) {
                return new AkpMaterial(algorithm, key);
            }
        } catch (RuntimeException _) {
            // Bouncy Castle's messages may tell of the key; the rule is told below.
        }
        throw Refusal.of(
                "key.priv",
                "the seed of "
                        + algorithm.joseName()
                        + " ("
                        + algorithm.seedBytes()
                        + " bytes), or its expanded key");
    }

    /// Whether an expanded key is one that key generation could have made, as far as that can be
    /// told without its seed: short secret vectors, and the hash of its own public key (FIPS 204,
    /// 6.1). Bouncy Castle checks neither.
    private static boolean isSound(AkpAlgorithm algorithm, MLDSAPrivateKeyParameters key) {
        int bound = algorithm == AkpAlgorithm.ML_DSA_65 ? 4 : 2;
        byte[] pub = key.getPublicKey();
        byte[] hash = new byte[key.getTr().length];
        SHAKEDigest shake = new SHAKEDigest(256);
        shake.update(pub, 0, pub.length);
        shake.doFinal(hash, 0, hash.length);
        return isShort(key.getS1(), bound)
                && isShort(key.getS2(), bound)
                && MessageDigest.isEqual(hash, key.getTr());
    }

    /// Coefficients from `-bound` to `bound`, packed as `bound` less the coefficient into 3 or 4
    /// bits each, lowest bits first (FIPS 204, algorithm 17).
    private static boolean isShort(byte[] packed, int bound) {
        int width = bound == 2 ? 3 : 4;
        boolean fits = true;
        int held = 0;
        int bits = 0;
        for (byte each : packed) {
            held |= (each & 0xff) << bits;
            bits += Byte.SIZE;
            while (bits >= width) {
                fits &= (held & (1 << width) - 1) <= 2 * bound;
                held >>>= width;
                bits -= width;
            }
        }
        return fits;
    }

    /// Empty if it is a key of another kind.
    ///
    /// @throws IOException if the inner structure is none
    public static Optional<AkpMaterial> read(PrivateKeyInfo info) throws IOException {
        AsymmetricKeyParameter key = PrivateKeyFactory.createKey(info);
        for (AkpAlgorithm algorithm : AkpAlgorithm.values()) {
            if (name(key).equalsIgnoreCase(algorithm.joseName())) {
                return Optional.of(new AkpMaterial(algorithm, key));
            }
        }
        return Optional.empty();
    }

    private static String name(AsymmetricKeyParameter key) {
        return switch (key) {
            case MLDSAPrivateKeyParameters dsa -> dsa.getParameters().getName();
            case MLKEMPrivateKeyParameters kem -> kem.getParameters().getName();
            default -> "";
        };
    }

    /// The public key that follows from the private one.
    public PublicKeyParts.Akp publicParts() {
        return new PublicKeyParts.Akp(
                algorithm,
                switch (key) {
                    case MLDSAPrivateKeyParameters dsa -> dsa.getPublicKey();
                    case MLKEMPrivateKeyParameters kem -> kem.getPublicKey();
                    default -> throw Bug.because("no post-quantum key");
                });
    }

    /// The seed where it is known, else the expanded key.
    public PrivateKeyParts parts() {
        byte[] seed =
                switch (key) {
                    case MLDSAPrivateKeyParameters dsa -> dsa.getSeed();
                    case MLKEMPrivateKeyParameters kem -> kem.getSeed();
                    default -> throw Bug.because("no post-quantum key");
                };
        byte[] priv =
                seed != null
                        ? seed
                        : switch (key) {
                            case MLDSAPrivateKeyParameters dsa -> dsa.getEncoded();
                            case MLKEMPrivateKeyParameters kem -> kem.getEncoded();
                            default -> throw Bug.because("no post-quantum key");
                        };
        return new PrivateKeyParts.Akp(algorithm, publicParts().pub(), SecretBytes.adopt(priv));
    }

    /// The seed where it is known, else the expanded key.
    public SecretBytes pkcs8() {
        return pkcs8(
                switch (key) {
                    case MLDSAPrivateKeyParameters dsa ->
                            dsa.withPreferredFormat(
                                    dsa.getSeed() == null
                                            ? MLDSAPrivateKeyParameters.EXPANDED_KEY
                                            : MLDSAPrivateKeyParameters.SEED_ONLY);
                    case MLKEMPrivateKeyParameters kem ->
                            kem.withPreferredFormat(
                                    kem.getSeed() == null
                                            ? MLKEMPrivateKeyParameters.EXPANDED_KEY
                                            : MLKEMPrivateKeyParameters.SEED_ONLY);
                    default -> throw Bug.because("no post-quantum key");
                });
    }

    /// The one form that the JDK reads.
    public SecretBytes expandedPkcs8() {
        return pkcs8(
                switch (key) {
                    case MLDSAPrivateKeyParameters dsa ->
                            dsa.withPreferredFormat(MLDSAPrivateKeyParameters.EXPANDED_KEY);
                    case MLKEMPrivateKeyParameters kem ->
                            kem.withPreferredFormat(MLKEMPrivateKeyParameters.EXPANDED_KEY);
                    default -> throw Bug.because("no post-quantum key");
                });
    }

    private static SecretBytes pkcs8(AsymmetricKeyParameter key) {
        try {
            return SecretBytes.adopt(
                    PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    /// X.509 SubjectPublicKeyInfo (RFC 9881 4, RFC 9935 4).
    public static byte[] subjectPublicKeyInfo(PublicKeyParts.Akp parts) {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                            parts.algorithm().isSignature()
                                    ? dsaPublic(parts)
                                    : new MLKEMPublicKeyParameters(
                                            kem(parts.algorithm()), parts.pub()))
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    public static MLDSAPublicKeyParameters dsaPublic(PublicKeyParts.Akp parts) {
        return new MLDSAPublicKeyParameters(dsa(parts.algorithm()), parts.pub());
    }

    private static MLDSAParameters dsa(AkpAlgorithm algorithm) {
        return switch (algorithm) {
            case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
            case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
            case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
            case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> throw Bug.because("no ML-DSA algorithm");
        };
    }

    private static MLKEMParameters kem(AkpAlgorithm algorithm) {
        return switch (algorithm) {
            case ML_KEM_512 -> MLKEMParameters.ml_kem_512;
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> throw Bug.because("no ML-KEM algorithm");
        };
    }

    @Override
    public String toString() {
        return "AkpMaterial[" + algorithm.joseName() + "]";
    }
}
