package dev.keyward.crypto;

import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;

/// A private key made ready for use. Costly to make and cheap to use, so it is worth caching. Safe
/// for use by several threads.
public interface CryptoKey {
    KeyParameters parameters();

    PublicKeyParts publicParts();

    /// @param digest exactly as long as the algorithm says; for `RSNULL` the DigestInfo
    /// @return as long as the modulus; for EC `r` and `s`, each as wide as the curve's coordinates
    /// @throws dev.keyward.model.VaultException with `BadParameter` on a wrong length, or an
    ///   algorithm of another kind of key
    byte[] sign(SignatureAlgorithm algorithm, byte[] digest);

    /// @return false for any signature that isn't right, whatever is wrong with it
    /// @throws dev.keyward.model.VaultException as [#sign]
    boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature);

    /// Encrypts or wraps.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if the plaintext is too long or
    ///   the key is EC
    byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext);

    /// Decrypts or unwraps.
    ///
    /// @return the caller owns it and should wipe it
    /// @throws dev.keyward.model.VaultException with `ParameterIncorrect`, whatever went wrong
    byte[] decrypt(EncryptionAlgorithm algorithm, byte[] ciphertext);
}
