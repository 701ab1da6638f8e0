package dev.keyward.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Which JCA provider does what. They are passed to each call and never installed, so nothing else
/// in the process changes.
///
/// Amazon Corretto (native) does RSA, the NIST curves and Ed25519 some 4 to 36 times faster than
/// the others; Bouncy Castle is the fastest at secp256k1, which the JDK lacks; the JDK is at AES,
/// ML-DSA and ML-KEM (performance.md, section 2). Loading each costs a third of a second, so it
/// waits for the first key.
enum Providers {
    CORRETTO {
        @Override
        Provider rsaCipher() {
            return corretto();
        }

        @Override
        Provider rsaKeys() {
            return corretto();
        }

        @Override
        Provider ec(Curve curve) {
            return curve == Curve.P_256K ? bouncyCastle() : corretto();
        }

        @Override
        Provider ed25519() {
            return corretto();
        }

        @Override
        Provider ed25519Keys() {
            return Jdk.ED25519;
        }

        @Override
        Provider mlKem() {
            return Jdk.ML_KEM;
        }
    },
    JDK {
        @Override
        Provider rsaCipher() {
            return Jdk.RSA_CIPHER;
        }

        @Override
        Provider rsaKeys() {
            return Jdk.RSA_KEYS;
        }

        @Override
        Provider ec(Curve curve) {
            return curve == Curve.P_256K ? bouncyCastle() : JdkEc.INSTANCE;
        }

        @Override
        Provider ed25519() {
            return Jdk.ED25519;
        }

        @Override
        Provider ed25519Keys() {
            return Jdk.ED25519;
        }

        @Override
        Provider mlKem() {
            return Jdk.ML_KEM;
        }
    },
    BOUNCY_CASTLE {
        @Override
        Provider rsaCipher() {
            return bouncyCastle();
        }

        @Override
        Provider rsaKeys() {
            return bouncyCastle();
        }

        @Override
        Provider ec(Curve curve) {
            return bouncyCastle();
        }

        @Override
        Provider ed25519() {
            return bouncyCastle();
        }

        @Override
        Provider ed25519Keys() {
            return bouncyCastle();
        }

        @Override
        Provider mlKem() {
            return bouncyCastle();
        }
    };

    private static final System.Logger LOG = System.getLogger(Providers.class.getName());

    /// The fastest that works here.
    static Providers best() {
        return Corretto.FAILURE.isEmpty() ? CORRETTO : JDK;
    }

    /// Why Corretto can't be used on this machine; empty if it can.
    static Optional<String> correttoFailure() {
        return Corretto.FAILURE;
    }

    abstract Provider rsaCipher();

    abstract Provider rsaKeys();

    abstract Provider ec(Curve curve);

    abstract Provider ed25519();

    /// Corretto signs with the JDK's keys at full speed and has no key factory of its own.
    abstract Provider ed25519Keys();

    abstract Provider mlKem();

    /// Whether the JDK does ML-DSA without context; Bouncy Castle does the rest.
    boolean mlDsaByJdk() {
        return this != BOUNCY_CASTLE;
    }

    static Provider bouncyCastle() {
        return BouncyCastle.INSTANCE;
    }

    private static Provider corretto() {
        if (Corretto.FAILURE.isPresent()) {
            throw Bug.because("Corretto was chosen where it doesn't load");
        }
        return Corretto.instance();
    }

    private static Provider owner(String type, String algorithm) {
        Provider[] providers = Security.getProviders(type + "." + algorithm);
        if (providers == null) {
            throw Bug.because("the JDK has no " + type + " " + algorithm);
        }
        return providers[0];
    }

    private static final class BouncyCastle {
        static final Provider INSTANCE = new BouncyCastleProvider();
    }

    // Whatever names the library stands in here: to check this class's code would load it.
    private static final class Corretto {
        static final Optional<String> FAILURE = failure();

        static Provider instance() {
            return AmazonCorrettoCryptoProvider.INSTANCE;
        }

        private static Optional<String> failure() {
            Optional<String> failure;
            try {
                failure =
                        Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError())
                                .map(Throwable::toString);
            } catch (LinkageError e) {
                failure = Optional.of(e.toString());
            }
            failure.ifPresent(why ->
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "native cryptography is not available, the JDK''s is used"
                                    + " (4 to 10 times slower): {0}",
                            why));
            return failure;
        }
    }

    /// By itself, because a start needs no other.
    private static final class JdkEc {
        static final Provider INSTANCE = owner("KeyFactory", "EC");
    }

    private static final class Jdk {
        static final Provider RSA_CIPHER = ownerOfCipher();
        static final Provider RSA_KEYS = owner("KeyFactory", "RSA");
        static final Provider ED25519 = owner("KeyFactory", "Ed25519");
        static final Provider ML_KEM = owner("KEM", "ML-KEM");

        private static Provider ownerOfCipher() {
            try {
                return Cipher.getInstance("RSA/ECB/NoPadding").getProvider();
            } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
                throw Bug.because("RSA belongs to every JDK", e);
            }
        }
    }
}
