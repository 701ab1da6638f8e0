package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.ClientSecrets;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.PasswordHash;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.security.SecureRandom;
import java.util.UUID;

/// Makes and checks the hashes of credentials (security.md, section 9). Safe for use by several
/// threads.
final class Credentials {
    private static final int HINT = 7;

    private final ClientSecrets secrets;
    private final Hmac pepper;
    private final PasswordHash passwords;
    private final PasswordLane lane = PasswordLane.ofThisMachine();

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

    /// Waits for its turn; each tenant's administrators have one share together.
    SecretHash.OfPassword hashPassword(TenantId tenant, SecretBytes password) {
        PasswordLane.Asker asker =
                new PasswordLane.Asker("tenant " + tenant, "tenant " + tenant, () -> false);
        try (PasswordLane.Turn<String> hash =
                lane.take(asker, memory -> passwords.hash(password, memory))) {
            return new SecretHash.OfPassword(SecretBytes.ofUtf8(hash.result()));
        }
    }

    /// Where else hashes are computed.
    PasswordLane lane() {
        return lane;
    }

    /// Compares in constant time.
    boolean matches(UUID appId, SecretBytes secret, SecretHash.OfRandom hash) {
        return hash.mac().equals(SecretBytes.adopt(mac(appId, secret)));
    }

    /// @param memory of the thread it runs on
    boolean matches(
            SecretBytes password, SecretHash.OfPassword hash, PasswordHash.Workspace memory) {
        return passwords.matches(password, hash.phc().toUtf8(SecretAccess.request()), memory);
    }

    /// Works as long as [#matches], where there is nothing to match.
    void waste(SecretBytes password, PasswordHash.Workspace memory) {
        passwords.waste(password, memory);
    }

    private byte[] mac(UUID appId, SecretBytes secret) {
        SecretBytes input =
                CanonicalWriter.of("client-secret", 1).uuid(appId).secret(secret).toSecretBytes();
        try (input) {
            return input.use(SecretAccess.request(), pepper::of);
        }
    }
}
