package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.jspecify.annotations.Nullable;

/// The public half of an ML-DSA key (FIPS 204).
///
/// The JDK verifies faster but knows neither context nor `mu`; Bouncy Castle does both.
///
/// @param jdkKey null to leave everything to Bouncy Castle
record MlDsaPublic(
        PublicKeyParts.Akp parts, MLDSAPublicKeyParameters key, @Nullable PublicKey jdkKey)
        implements PublicHalf {
    static void check(AkpAlgorithm own, SignatureAlgorithm algorithm) {
        if (!own.joseName().equals(algorithm.joseName())) {
            throw Refusal.wrongKey(algorithm);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        check(parts.algorithm(), algorithm);
        return verify(message, new byte[0], signature);
    }

    boolean verify(byte[] message, byte[] context, byte[] signature) {
        if (signature.length != parts.algorithm().resultBytes()) {
            return false;
        }
        if (jdkKey != null && context.length == 0) {
            return verifyByJdk(jdkKey, message, signature);
        }
        MLDSASigner signer = signer(context);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    boolean verifyMu(byte[] mu, byte[] signature) {
        return signature.length == parts.algorithm().resultBytes()
                && signer(new byte[0]).verifyMuSignature(mu, signature);
    }

    private MLDSASigner signer(byte[] context) {
        MLDSASigner signer = new MLDSASigner();
        CipherParameters parameters =
                context.length == 0 ? key : new ParametersWithContext(key, context);
        signer.init(false, parameters);
        return signer;
    }

    private static boolean verifyByJdk(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(MlDsaKey.NAME);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            // The JDK throws at some malformed signatures.
            return false;
        }
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        throw Refusal.wrongKey(algorithm);
    }
}
