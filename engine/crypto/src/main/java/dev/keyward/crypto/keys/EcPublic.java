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

/// The public half of an EC key.
///
/// @param key made by the provider's own factory
record EcPublic(PublicKeyParts.Ec parts, PublicKey key, Provider provider) implements PublicHalf {
    /// Bytes of each half of a signature.
    int width() {
        return parts.curve().coordinateBytes();
    }

    void check(SignatureAlgorithm algorithm, byte[] digest) {
        if (algorithm.curve().filter(parts.curve()::equals).isEmpty()) {
            throw Refusal.wrongKey(algorithm);
        }
        Digests.check(algorithm, digest);
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        check(algorithm, digest);
        // The JDK takes P1363 signatures of other lengths for right.
        if (signature.length != 2 * width()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("NONEwithECDSA", provider);
            verifier.initVerify(key);
            verifier.update(digest);
            return verifier.verify(EcdsaDer.fromRaw(signature));
        } catch (SignatureException _) {
            // Numbers out of range; some providers throw rather than say no.
            return false;
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked EC key doesn't verify", e);
        }
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        throw Refusal.wrongKey(algorithm);
    }
}
