package dev.keyward.crypto.keys;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;

/// A private key made ready for use. Costly to make and cheap to use, so it is worth caching. Safe
/// for use by several threads.
public interface CryptoKey {
    KeyParameters parameters();

    PublicKeyParts publicParts();

    /// @param digest exactly as long as the algorithm says; for `RSNULL` the DigestInfo; for HMAC,
    ///   EdDSA and ML-DSA the message itself
    /// @return as long as the modulus; for EC `r` and `s`, each as wide as the curve's coordinates;
    ///   the whole MAC of HMAC
    /// @throws dev.keyward.model.VaultException with `BadParameter` on a wrong length, or an
    ///   algorithm of another kind of key
    byte[] sign(SignatureAlgorithm algorithm, byte[] digest);

    /// @return false for any signature that isn't right, whatever is wrong with it
    /// @throws dev.keyward.model.VaultException as [#sign]
    boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature);

    /// Encrypts or wraps.
    ///
    /// @return an iv only where the algorithm has one
    /// @throws dev.keyward.model.VaultException with `BadParameter` naming the part that doesn't
    ///   suit the algorithm, or an algorithm of another kind of key
    CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext);

    /// Decrypts or unwraps.
    ///
    /// @return the caller owns it and should wipe it
    /// @throws dev.keyward.model.VaultException with `BadParameter` for an iv or tag that is
    ///   missing or of a wrong length, and an algorithm of another kind of key; else with
    ///   `ParameterIncorrect`, whatever went wrong
    byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext);
}
