package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SignatureAlgorithm;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// An X25519 key (RFC 7748), which wraps keys as `ECDH-ES+A*KW` does (RFC 7518 4.6, RFC 8037 3.2).
///
/// A wrapped key is the ephemeral public key, 32 bytes, followed by the AES key wrap; `apu` and
/// `apv` are empty. So a JWE's `epk` and encrypted key side by side can be unwrapped here.
record XKey(
        KeyParameters.Okp parameters, X25519PrivateKeyParameters key, byte[] x, SecureRandom random)
        implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return new PublicKeyParts.Okp(OkpCurve.X25519, x);
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] digest) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public boolean verify(SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
        throw Refusal.wrongKey(algorithm);
    }

    @Override
    public CipherParts encrypt(EncryptionAlgorithm algorithm, CipherParts plaintext) {
        check(algorithm, plaintext);
        AesModes.checkWrappable(algorithm, plaintext.value());
        X25519PrivateKeyParameters ephemeral = new X25519PrivateKeyParameters(random);
        byte[] wrapped =
                AgreedKey.use(
                        () -> agree(ephemeral, x),
                        secret -> AgreedKey.concatKdf(secret, algorithm),
                        aes -> AesModes.wrap(aes, plaintext.value()));
        return CipherParts.of(AesModes.join(ephemeral.generatePublicKey().getEncoded(), wrapped));
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        check(algorithm, ciphertext);
        byte[] value = ciphertext.value();
        if (value.length < OkpCurve.KEY_BYTES) {
            throw Refusal.incorrect();
        }
        byte[] peer = Arrays.copyOf(value, OkpCurve.KEY_BYTES);
        byte[] wrapped = Arrays.copyOfRange(value, OkpCurve.KEY_BYTES, value.length);
        return AgreedKey.use(
                () -> agree(key, peer),
                secret -> AgreedKey.concatKdf(secret, algorithm),
                aes -> AesModes.unwrap(aes, wrapped));
    }

    /// Refuses points of small order, whose secret is zero for every key (RFC 7748 6.1).
    private static byte[] agree(X25519PrivateKeyParameters own, byte[] peer) {
        byte[] scalar = own.getEncoded();
        byte[] secret = new byte[OkpCurve.KEY_BYTES];
        try {
            byte[] point = new X25519PublicKeyParameters(peer, 0).getEncoded();
            if (!X25519.calculateAgreement(scalar, 0, point, 0, secret, 0)) {
                throw Refusal.incorrect();
            }
            return secret;
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    private static void check(EncryptionAlgorithm algorithm, CipherParts parts) {
        if (algorithm.mode() != EncryptionAlgorithm.Mode.ECDH_ES) {
            throw Refusal.wrongKey(algorithm);
        }
        AgreedKey.onlyValue(parts);
    }

    @Override
    public String toString() {
        return "XKey";
    }
}
