package dev.keyward.crypto.forms;

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
public enum Providers {
    CORRETTO {
        @Override
        public Provider rsaCipher() {
            return corretto();
        }

        @Override
        public Provider rsaKeys() {
            return corretto();
        }

        @Override
        public Provider ec(Curve curve) {
            return curve == Curve.P_256K ? bouncyCastle() : corretto();
        }

        @Override
        public Provider ed25519() {
            return corretto();
        }

        @Override
        public Provider ed25519Keys() {
            return Jdk.ED25519;
        }

        @Override
        public Provider mlKem() {
            return Jdk.ML_KEM;
        }
    },
    JDK {
        @Override
        public Provider rsaCipher() {
            return Jdk.RSA_CIPHER;
        }

        @Override
        public Provider rsaKeys() {
            return Jdk.RSA_KEYS;
        }

        @Override
        public Provider ec(Curve curve) {
            return curve == Curve.P_256K ? bouncyCastle() : JdkEc.INSTANCE;
        }

        @Override
        public Provider ed25519() {
            return Jdk.ED25519;
        }

        @Override
        public Provider ed25519Keys() {
            return Jdk.ED25519;
        }

        @Override
        public Provider mlKem() {
            return Jdk.ML_KEM;
        }
    },
    BOUNCY_CASTLE {
        @Override
        public Provider rsaCipher() {
            return bouncyCastle();
        }

        @Override
        public Provider rsaKeys() {
            return bouncyCastle();
        }

        @Override
        public Provider ec(Curve curve) {
            return bouncyCastle();
        }

        @Override
        public Provider ed25519() {
            return bouncyCastle();
        }

        @Override
        public Provider ed25519Keys() {
            return bouncyCastle();
        }

        @Override
        public Provider mlKem() {
            return bouncyCastle();
        }
    };

    private static final System.Logger LOG = System.getLogger(Providers.class.getName());

    /// The fastest that works here.
    public static Providers best() {
        return Corretto.FAILURE.isEmpty() ? CORRETTO : JDK;
    }

    /// Why Corretto can't be used on this machine; empty if it can.
    public static Optional<String> correttoFailure() {
        return Corretto.FAILURE;
    }

    public abstract Provider rsaCipher();

    public abstract Provider rsaKeys();

    public abstract Provider ec(Curve curve);

    public abstract Provider ed25519();

    /// Corretto signs with the JDK's keys at full speed and has no key factory of its own.
    public abstract Provider ed25519Keys();

    public abstract Provider mlKem();

    /// Whether the JDK does ML-DSA without context; Bouncy Castle does the rest.
    public boolean mlDsaByJdk() {
        return this != BOUNCY_CASTLE;
    }

    public static Provider bouncyCastle() {
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
