package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Key files made once with OpenSSL 3.5 and keytool, for tests alone; the password is
/// `correct-horse`.
public final class KeyFixtures {
    static final SecretBytes PASSWORD = SecretBytes.ofUtf8("correct-horse");

    private KeyFixtures() {}

    static SecretBytes file(String name) {
        try (InputStream in = KeyFixtures.class.getResourceAsStream("keyfiles/" + name)) {
            if (in == null) {
                throw new AssertionError("no fixture " + name);
            }
            return SecretBytes.adopt(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PrivateKeyParts pem(String name) {
        return KeyFiles.readPem(file(name), null);
    }

    public static PrivateKeyParts.Rsa rsa() {
        return (PrivateKeyParts.Rsa) pem("rsa-pkcs1.pem");
    }

    public static PrivateKeyParts.Ec ec() {
        return (PrivateKeyParts.Ec) pem("ec-prime256v1-sec1.pem");
    }

    static SecretBytes secret(BigInteger number) {
        return SecretBytes.adopt(Numbers.minimal(number));
    }

    static PrivateKeyParts.Rsa rsa(
            BigInteger n,
            BigInteger e,
            BigInteger d,
            @Nullable BigInteger p,
            @Nullable BigInteger q) {
        PrivateKeyParts.@Nullable Crt crt =
                p == null || q == null
                        ? null
                        : new PrivateKeyParts.Crt(
                                secret(p),
                                secret(q),
                                secret(d.mod(p.subtract(BigInteger.ONE))),
                                secret(d.mod(q.subtract(BigInteger.ONE))),
                                secret(q.modInverse(p)));
        return new PrivateKeyParts.Rsa(Numbers.minimal(n), Numbers.minimal(e), secret(d), crt);
    }

    /// A whole key from its primes.
    static PrivateKeyParts.Rsa rsaOf(BigInteger p, BigInteger q, BigInteger e) {
        BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
        return rsa(p.multiply(q), e, e.modInverse(phi), p, q);
    }
}
