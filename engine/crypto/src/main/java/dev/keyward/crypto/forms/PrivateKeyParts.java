package dev.keyward.crypto.forms;

import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Curve;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A private key in the parts of a JWK (RFC 7518 6.2.2, 6.3.2), unchecked: what a caller imports or
/// a key file holds. All numbers unsigned big-endian.
public sealed interface PrivateKeyParts extends AutoCloseable {
    /// @param n modulus
    /// @param e public exponent
    /// @param d private exponent
    /// @param crt null when they have to be derived
    record Rsa(byte[] n, byte[] e, SecretBytes d, @Nullable Crt crt) implements PrivateKeyParts {}

    /// The five numbers of the Chinese remainder form.
    record Crt(SecretBytes p, SecretBytes q, SecretBytes dp, SecretBytes dq, SecretBytes qi) {
        private void close() {
            List.of(p, q, dp, dq, qi).forEach(SecretBytes::close);
        }
    }

    record Ec(Curve curve, byte[] x, byte[] y, SecretBytes d) implements PrivateKeyParts {}

    /// @param k 16, 24 or 32 to 64 bytes
    record Oct(SecretBytes k) implements PrivateKeyParts {}

    /// @param pub null when it has to be derived
    /// @param priv the seed, which is what a JWK holds; or the expanded key of FIPS 203 and 204
    record Akp(AkpAlgorithm algorithm, byte @Nullable [] pub, SecretBytes priv)
            implements PrivateKeyParts {}

    /// @param x null when it has to be derived
    record Okp(OkpCurve curve, byte @Nullable [] x, SecretBytes d) implements PrivateKeyParts {}

    /// Wipes what is private of it.
    @Override
    default void close() {
        switch (this) {
            case Rsa rsa -> {
                rsa.d.close();
                if (rsa.crt != null) {
                    rsa.crt.close();
                }
            }
            case Ec ec -> ec.d.close();
            case Oct oct -> oct.k.close();
            case Akp akp -> akp.priv.close();
            case Okp okp -> okp.d.close();
        }
    }
}
