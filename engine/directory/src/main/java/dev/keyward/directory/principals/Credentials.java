package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.ClientSecrets;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.PasswordHash;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Makes and checks the hashes of credentials (security.md, section 9). Safe for use by several
/// threads.
final class Credentials {
    private static final int HASHES_AT_ONCE = 4;
    private static final int HINT = 7;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ClientSecrets secrets;
    private final Hmac pepper;
    private final PasswordHash passwords;
    // One hash takes 64 MiB, so few run at once and the others wait a while.
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE, true);

    /// @param pepper derived from the root key for this use alone
    Credentials(Hmac pepper, SecureRandom random) {
        this.secrets = new ClientSecrets(random);
        this.pepper = pepper;
        this.passwords = new PasswordHash(random, pepper);
    }

    /// A secret of 256 random bits.
    SecretBytes newSecret() {
        return secrets.next();
    }

    /// What may be shown of a secret made by [#newSecret], to tell it from others.
    static String hint(SecretBytes secret) {
        return secret.toUtf8(SecretAccess.request()).substring(0, HINT);
    }

    SecretHash.OfRandom hashSecret(UUID appId, SecretBytes secret) {
        return new SecretHash.OfRandom(SecretBytes.adopt(mac(appId, secret)));
    }

    SecretHash.OfPassword hashPassword(SecretBytes password) {
        return new SecretHash.OfPassword(
                SecretBytes.ofUtf8(hashing(() -> passwords.hash(password))));
    }

    /// Compares in constant time.
    boolean matches(UUID appId, SecretBytes secret, SecretHash.OfRandom hash) {
        return hash.mac().equals(SecretBytes.adopt(mac(appId, secret)));
    }

    boolean matches(SecretBytes password, SecretHash.OfPassword hash) {
        return hashing(
                () -> passwords.matches(password, hash.phc().toUtf8(SecretAccess.request())));
    }

    /// Works as long as [#matches], where there is nothing to match.
    void waste(SecretBytes password) {
        hashing(() -> {
            passwords.waste(password);
            return null;
        });
    }

    private byte[] mac(UUID appId, SecretBytes secret) {
        SecretBytes input =
                CanonicalWriter.of("client-secret", 1).uuid(appId).secret(secret).toSecretBytes();
        try (input) {
            return input.use(SecretAccess.request(), pepper::of);
        }
    }

    private <T> T hashing(Supplier<T> work) {
        boolean free;
        try {
            free = hashing.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new VaultException(new VaultError.Unavailable("interrupted"));
        }
        if (!free) {
            throw new VaultException(new VaultError.Throttled(LONGEST_WAIT));
        }
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }
}
