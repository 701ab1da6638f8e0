package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.security.SecureRandom;
import java.util.Arrays;

/// An ML-KEM key, which wraps keys as `ML-KEM-*+A*KW` does (draft-ietf-jose-pqc-kem-05).
///
/// A wrapped key is the KEM ciphertext followed by the AES key wrap, so a JWE's `ek` and encrypted
/// key side by side can be unwrapped here.
record MlKemKey(
        KeyParameters.Akp parameters, PublicKeyParts.Akp parts, MlKem kem, SecureRandom random)
        implements CryptoKey {
    @Override
    public PublicKeyParts publicParts() {
        return parts;
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
        MlKem.Encapsulated made = kem.encapsulate(random);
        byte[] wrapped =
                AgreedKey.use(
                        made::secret,
                        secret -> AgreedKey.kmac(secret, algorithm),
                        aes -> AesModes.wrap(aes, plaintext.value()));
        return CipherParts.of(AesModes.join(made.ciphertext(), wrapped));
    }

    @Override
    public byte[] decrypt(EncryptionAlgorithm algorithm, CipherParts ciphertext) {
        check(algorithm, ciphertext);
        byte[] value = ciphertext.value();
        int length = parameters.algorithm().resultBytes();
        if (value.length < length) {
            throw Refusal.incorrect();
        }
        return AgreedKey.use(
                () -> kem.decapsulate(Arrays.copyOf(value, length)),
                secret -> AgreedKey.kmac(secret, algorithm),
                aes -> AesModes.unwrap(aes, Arrays.copyOfRange(value, length, value.length)));
    }

    private void check(EncryptionAlgorithm algorithm, CipherParts parts) {
        boolean fits =
                algorithm
                        == switch (parameters.algorithm()) {
                            case ML_KEM_512 -> EncryptionAlgorithm.ML_KEM_512_A128KW;
                            case ML_KEM_768 -> EncryptionAlgorithm.ML_KEM_768_A192KW;
                            case ML_KEM_1024 -> EncryptionAlgorithm.ML_KEM_1024_A256KW;
                            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> null;
                        };
        if (!fits) {
            throw Refusal.wrongKey(algorithm);
        }
        AgreedKey.onlyValue(parts);
    }

    @Override
    public String toString() {
        return "MlKemKey[" + parameters.algorithm().joseName() + "]";
    }
}
