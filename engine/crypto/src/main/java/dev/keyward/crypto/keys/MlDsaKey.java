package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.jspecify.annotations.Nullable;

/// An ML-DSA key (FIPS 204); signs with fresh randomness each time, as 3.4 recommends.
///
/// The JDK signs faster but knows neither context nor `mu`; Bouncy Castle does both.
///
/// @param jdkKey null to leave everything to Bouncy Castle
record MlDsaKey(
        KeyParameters.Akp parameters,
        MlDsaPublic publicHalf,
        MLDSAPrivateKeyParameters key,
        @Nullable PrivateKey jdkKey,
        SecureRandom random)
        implements ContextSigner {
    static final String NAME = "ML-DSA";

    @Override
    public PublicKeyParts publicParts() {
        return publicHalf.parts();
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] message) {
        MlDsaPublic.check(parameters.algorithm(), algorithm);
        return signMessage(message, new byte[0]);
    }

    @Override
    public byte[] signMessage(byte[] message, byte[] context) {
        checkContext(context);
        if (jdkKey != null && context.length == 0) {
            return signByJdk(jdkKey, message);
        }
        try {
            MLDSASigner signer = signer(context);
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw Bug.because("a checked ML-DSA key doesn't sign", e);
        }
    }

    @Override
    public byte[] signMu(byte[] mu) {
        checkMu(mu);
        try {
            return signer(new byte[0]).generateMuSignature(mu);
        } catch (CryptoException e) {
            throw Bug.because("a checked ML-DSA key doesn't sign", e);
        }
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        return publicHalf.verify(algorithm, message, signature);
    }

    @Override
    public boolean verifyMessage(byte[] message, byte[] context, byte[] signature) {
        checkContext(context);
        return publicHalf.verify(message, context, signature);
    }

    @Override
    public boolean verifyMu(byte[] mu, byte[] signature) {
        checkMu(mu);
        return publicHalf.verifyMu(mu, signature);
    }

    private MLDSASigner signer(byte[] context) {
        MLDSASigner signer = new MLDSASigner();
        CipherParameters hedged = new ParametersWithRandom(key, random);
        signer.init(
                true, context.length == 0 ? hedged : new ParametersWithContext(hedged, context));
        return signer;
    }

    private byte[] signByJdk(PrivateKey privateKey, byte[] message) {
        try {
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(privateKey, random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw Bug.because("a checked ML-DSA key doesn't sign", e);
        }
    }

    private static void checkContext(byte[] context) {
        Refusal.unless(
                context.length <= MAX_CONTEXT_BYTES,
                "context",
                "at most " + MAX_CONTEXT_BYTES + " bytes long");
    }

    private static void checkMu(byte[] mu) {
        Refusal.unless(mu.length == MU_BYTES, "external_mu", MU_BYTES + " bytes long");
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public String toString() {
        return "MlDsaKey[" + parameters.algorithm().joseName() + "]";
    }
}
