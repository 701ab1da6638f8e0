package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import java.security.SecureRandom;

/// Argon2id hashes of passwords that people choose (RFC 9106), in the PHC string form
/// `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`.
///
/// One hash takes 64 MiB and about half a second; callers bound how many run at once.
public final class PasswordHash {
    private final SecureRandom random;
    private final Hmac pepper;

    /// @param pepper every password goes through it first, so that a stolen hash alone can't be
    ///   tried out
    public PasswordHash(SecureRandom random, Hmac pepper) {
        this.random = random;
        this.pepper = pepper;
    }

    public String hash(SecretBytes password) {
        throw Bug.because("unfinished " + random + pepper);
    }

    /// @param hash from [#hash]
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it is no such text
    public boolean matches(SecretBytes password, String hash) {
        throw Bug.because("unfinished");
    }

    /// Takes as long as [#matches], for principals that don't exist.
    public void waste(SecretBytes password) {
        throw Bug.because("unfinished");
    }
}
