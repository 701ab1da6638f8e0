package dev.keyward.crypto;

import dev.keyward.model.Bug;
import java.security.SecureRandom;

/// Checks keys that come from outside (security.md, section 9).
public final class KeyImport {
    private final SecureRandom random;

    public KeyImport(SecureRandom random) {
        this.random = random;
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` naming the part (`key.n`,
    ///   `key.d`, ...) that is wrong
    public ImportedKey check(PrivateKeyParts parts) {
        throw Bug.because("unfinished " + random + parts);
    }
}
