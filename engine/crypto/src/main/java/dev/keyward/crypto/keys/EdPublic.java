package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/// The public half of an Ed25519 key.
///
/// @param key made by the provider's own factory
record EdPublic(PublicKeyParts.Okp parts, PublicKey key, Provider provider) implements PublicHalf {
    static final int SIGNATURE_BYTES = 64;

    static void check(SignatureAlgorithm algorithm) {
        if (algorithm != SignatureAlgorithm.EDDSA) {
            throw Refusal.wrongKey(algorithm);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        check(algorithm);
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519", provider);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException _) {
            // Numbers out of range; some providers throw rather than say no.
            return false;
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked Ed25519 key doesn't verify", e);
        }
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        throw Refusal.wrongKey(algorithm);
    }
}
