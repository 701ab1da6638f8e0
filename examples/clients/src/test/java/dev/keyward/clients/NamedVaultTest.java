package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified Azure SDK for Java against a server that keeps its state: every host by its own
/// name, the client's check that the challenge belongs to the vault left on, trust by the server's
/// authority.
final class NamedVaultTest {
    @Test
    @Tag("seed:S-15")
    @Tag("seed:A-21")
    @Tag("seed:A-23")
    void theJavaClientsWorkByTheVaultsOwnName(@TempDir Path folder) throws Exception {
        try (DevServer server = DevServer.startToKeep()) {
            server.trustIt();
            NamedVault.make(server, folder);
            TokenCredential credential = server.credential();
            keys(server, credential, NamedVault.make(server, folder, "second"));
            secrets(server, credential);
        }
    }

    private static void keys(DevServer server, TokenCredential credential, String secondVault)
            throws Exception {
        KeyClient keys =
                new KeyClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(credential)
                        .buildClient();
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("signer"));
        assertThat(key.getId()).startsWith(server.get("AZURE_KEYVAULT_URL") + "/keys/signer/");
        byte[] text = "what is signed".getBytes(StandardCharsets.UTF_8);
        CryptographyClient client =
                new CryptographyClientBuilder()
                        .keyIdentifier(key.getId())
                        .credential(credential)
                        .buildClient();
        byte[] signature = client.signData(SignatureAlgorithm.ES256, text).getSignature();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key.getKey().toEc(false).getPublic());
        verifier.update(text);
        assertThat(verifier.verify(signature)).isTrue();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
        assertThat(client.verify(SignatureAlgorithm.ES256, digest, signature).isValid()).isTrue();
        byte[] backup = keys.backupKey("signer");
        // Of the same subscription: the same key under another vault's name.
        KeyVaultKey elsewhere =
                new KeyClientBuilder()
                        .vaultUrl(secondVault)
                        .credential(credential)
                        .buildClient()
                        .restoreKeyBackup(backup);
        assertThat(elsewhere.getId()).isEqualTo(key.getId().replace("named.vault", "second.vault"));
        verifier.update(text);
        assertThat(
                        verifier.verify(
                                new CryptographyClientBuilder()
                                        .keyIdentifier(elsewhere.getId())
                                        .credential(credential)
                                        .buildClient()
                                        .signData(SignatureAlgorithm.ES256, text)
                                        .getSignature()))
                .isTrue();
        keys.beginDeleteKey("signer").setPollInterval(Duration.ofMillis(50)).waitForCompletion();
        assertThatThrownBy(() -> keys.getKey("signer"))
                .isInstanceOf(ResourceNotFoundException.class);
        keys.purgeDeletedKey("signer");
        assertThat(keys.restoreKeyBackup(backup).getId()).isEqualTo(key.getId());
    }

    private static void secrets(DevServer server, TokenCredential credential) {
        SecretClient secrets =
                new SecretClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(credential)
                        .buildClient();
        KeyVaultSecret first = secrets.setSecret("db", "one");
        secrets.setSecret("db", "two");
        assertThat(secrets.getSecret("db").getValue()).isEqualTo("two");
        assertThat(secrets.getSecret("db", first.getProperties().getVersion()).getValue())
                .isEqualTo("one");
        for (int i = 0; i < 30; i++) {
            secrets.setSecret(String.format("many-%02d", i), "value");
        }
        List<String> names = new ArrayList<>();
        // Of several pages: the links of an answer are followed by name too.
        secrets.listPropertiesOfSecrets().forEach(p -> names.add(p.getName()));
        assertThat(names).hasSize(31);
        secrets.beginDeleteSecret("db").setPollInterval(Duration.ofMillis(50)).waitForCompletion();
        secrets.beginRecoverDeletedSecret("db")
                .setPollInterval(Duration.ofMillis(50))
                .waitForCompletion();
        assertThat(secrets.getSecret("db").getValue()).isEqualTo("two");
    }
}
