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
/// Amazon Corretto (native) does RSA and the NIST curves some 4 to 10 times faster than the others;
/// Bouncy Castle is the fastest at secp256k1, which the JDK lacks (performance.md, section 2).
/// Loading each costs a third of a second, so it waits for the first key.
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
            return curve == Curve.P_256K ? bouncyCastle() : Jdk.EC;
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

    static Provider bouncyCastle() {
        return BouncyCastle.INSTANCE;
    }

    private static Provider corretto() {
        if (Corretto.FAILURE.isPresent()) {
            throw Bug.because("Corretto was chosen where it doesn't load");
        }
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    private static final class BouncyCastle {
        static final Provider INSTANCE = new BouncyCastleProvider();
    }

    private static final class Corretto {
        static final Optional<String> FAILURE = failure();

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

    private static final class Jdk {
        static final Provider RSA_CIPHER = ownerOfCipher();
        static final Provider RSA_KEYS = owner("KeyFactory", "RSA");
        static final Provider EC = owner("KeyFactory", "EC");

        private static Provider owner(String type, String algorithm) {
            Provider[] providers = Security.getProviders(type + "." + algorithm);
            if (providers == null) {
                throw Bug.because("the JDK has no " + type + " " + algorithm);
            }
            return providers[0];
        }

        private static Provider ownerOfCipher() {
            try {
                return Cipher.getInstance("RSA/ECB/NoPadding").getProvider();
            } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
                throw Bug.because("RSA belongs to every JDK", e);
            }
        }
    }
}
