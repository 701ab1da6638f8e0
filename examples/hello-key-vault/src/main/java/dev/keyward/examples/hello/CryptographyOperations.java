package dev.keyward.examples.hello;

import static dev.keyward.examples.hello.Checks.check;
import static dev.keyward.examples.hello.Checks.made;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.EncryptResult;
import com.azure.security.keyvault.keys.cryptography.models.EncryptionAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignResult;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.WrapResult;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Uses the key of the operation before. What is undone is undone by the key that the answer names,
/// with its version: meanwhile the key may have a newer one.
final class CryptographyOperations {
    private static final byte[] TEXT = "what is kept secret".getBytes(StandardCharsets.UTF_8);

    private final TokenCredential credential;
    private @Nullable String keyId;
    private @Nullable EncryptResult encrypted;

    CryptographyOperations(TokenCredential credential) {
        this.credential = credential;
    }

    void goOn(String next) {
        keyId = next;
    }

    KeyVaultKey key(String id) {
        return client(id).getKey();
    }

    String signAndVerify() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT);
        SignResult signed = existing().sign(SignatureAlgorithm.RS256, digest);
        CryptographyClient verifier = client(signed.getKeyId());
        boolean right =
                verifier.verify(SignatureAlgorithm.RS256, digest, signed.getSignature()).isValid();
        boolean wrong =
                verifier.verify(SignatureAlgorithm.RS256, new byte[32], signed.getSignature())
                        .isValid();
        check(right, "the signature isn't verified");
        check(!wrong, "a signature of something else is verified");
        return "verified: " + right + ", of another digest: " + wrong;
    }

    String encryptAndDecrypt() {
        return encrypt() + ", " + decrypt();
    }

    String encrypt() {
        encrypted = existing().encrypt(EncryptionAlgorithm.RSA_OAEP_256, TEXT);
        return "encrypted to " + encrypted.getCipherText().length + " bytes";
    }

    String decrypt() {
        EncryptResult before = made(encrypted, "ENCRYPT");
        byte[] text =
                client(before.getKeyId())
                        .decrypt(EncryptionAlgorithm.RSA_OAEP_256, before.getCipherText())
                        .getPlainText();
        check(Arrays.equals(text, TEXT), "it is decrypted to something else");
        return "decrypted to " + text.length + " bytes";
    }

    String wrapAndUnwrap() {
        byte[] content = new byte[32];
        new SecureRandom().nextBytes(content);
        WrapResult wrapped = existing().wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, content);
        byte[] unwrapped =
                client(wrapped.getKeyId())
                        .unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped.getEncryptedKey())
                        .getKey();
        check(Arrays.equals(unwrapped, content), "it is unwrapped to another key");
        return "unwrapped " + unwrapped.length + " bytes";
    }

    private CryptographyClient existing() {
        return client(made(keyId, "CREATE_KEY or IMPORT_KEY"));
    }

    private CryptographyClient client(String id) {
        return new CryptographyClientBuilder()
                .keyIdentifier(id)
                .credential(credential)
                .buildClient();
    }
}
