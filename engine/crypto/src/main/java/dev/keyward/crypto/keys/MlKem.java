package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Bug;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;

/// The bare operations of ML-KEM (FIPS 203, 7) in the hands of one JCA provider.
///
/// @param privateKey made by the provider's own factory
record MlKem(
        AkpAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey, Provider provider) {
    /// A fresh secret and its ciphertext.
    record Encapsulated(byte[] secret, byte[] ciphertext) {
        @Override
        public String toString() {
            return "Encapsulated";
        }
    }

    static final String NAME = "ML-KEM";

    Encapsulated encapsulate(SecureRandom random) {
        try {
            KEM.Encapsulated made =
                    KEM.getInstance(NAME, provider)
                            .newEncapsulator(publicKey, random)
                            .encapsulate();
            return new Encapsulated(made.key().getEncoded(), made.encapsulation());
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked ML-KEM key doesn't encapsulate", e);
        }
    }

    /// A ciphertext that wasn't made for this key gives a secret nobody knows (FIPS 203, 6.3).
    ///
    /// @throws dev.keyward.model.VaultException with `ParameterIncorrect` for a wrong length
    byte[] decapsulate(byte[] ciphertext) {
        if (ciphertext.length != algorithm.resultBytes()) {
            throw Refusal.incorrect();
        }
        try {
            return KEM.getInstance(NAME, provider)
                    .newDecapsulator(privateKey)
                    .decapsulate(ciphertext)
                    .getEncoded();
        } catch (DecapsulateException _) {
            throw Refusal.incorrect();
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked ML-KEM key doesn't decapsulate", e);
        }
    }

    @Override
    public String toString() {
        return "MlKem[" + algorithm.joseName() + "]";
    }
}
