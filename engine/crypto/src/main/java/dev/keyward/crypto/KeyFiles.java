package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// Reads private keys from files: PEM (PKCS#1, SEC 1, PKCS#8, encrypted PKCS#8) and PFX (PKCS#12).
///
/// The parts are read, not checked; [KeyImport] does that.
public final class KeyFiles {
    private KeyFiles() {}

    /// @param password null if none was given
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it holds no key, more than
    ///   one, of another kind, or the password is missing or wrong
    public static PrivateKeyParts readPem(SecretBytes file, @Nullable SecretBytes password) {
        throw Bug.because("unfinished");
    }

    /// @param password UTF-8; null for the empty one
    /// @throws dev.keyward.model.VaultException as [#readPem]
    public static PrivateKeyParts readPfx(SecretBytes file, @Nullable SecretBytes password) {
        throw Bug.because("unfinished");
    }
}
