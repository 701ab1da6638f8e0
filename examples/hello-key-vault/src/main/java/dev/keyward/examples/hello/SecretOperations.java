package dev.keyward.examples.hello;

import static dev.keyward.examples.hello.Checks.check;
import static dev.keyward.examples.hello.Checks.made;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.rest.PagedResponse;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecretIdentifier;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sets, reads, lists and removes a secret.
final class SecretOperations {
    private static final String VALUE = "mysecretvalue";

    private final SecretClient client;
    private @Nullable KeyVaultSecret secret;

    SecretOperations(String vaultUrl, TokenCredential credential) {
        this.client =
                new SecretClientBuilder()
                        .vaultUrl(vaultUrl)
                        .credential(credential)
                        .addPolicy(new OnePerPage())
                        .buildClient();
    }

    String create() {
        KeyVaultSecret next = new KeyVaultSecret("mysecret-" + UUID.randomUUID(), VALUE);
        next.setProperties(
                new SecretProperties()
                        .setContentType("plaintext")
                        .setNotBefore(Attributes.inDays(0))
                        .setExpiresOn(Attributes.inDays(7))
                        .setTags(Attributes.TAGS));
        secret = client.setSecret(next);
        return shown(secret);
    }

    /// By its name, and by the name and version of its full id.
    String get() {
        KeyVaultSecretIdentifier id = new KeyVaultSecretIdentifier(existing().getId());
        KeyVaultSecret current = client.getSecret(id.getName());
        KeyVaultSecret version = client.getSecret(id.getName(), id.getVersion());
        check(current.getId().equals(version.getId()), "another version is current");
        check(VALUE.equals(version.getValue()), "it has another value");
        SecretProperties properties = version.getProperties();
        check("plaintext".equals(properties.getContentType()), "it has another content type");
        check(Attributes.TAGS.equals(properties.getTags()), "it has other tags");
        return shown(version);
    }

    String list() {
        KeyVaultSecret known = existing();
        int secrets = 0;
        boolean found = false;
        for (PagedResponse<SecretProperties> page :
                client.listPropertiesOfSecrets().iterableByPage()) {
            check(page.getValue().size() <= 1, "more than one on a page");
            for (SecretProperties each : page.getValue()) {
                secrets++;
                found |= each.getName().equals(known.getName());
            }
        }
        check(found, "the secret isn't among them");
        return "secrets: " + secrets;
    }

    /// The vault's answer is what was deleted, without its value. [KeyOperations] says why nothing
    /// is waited for.
    String delete() {
        KeyVaultSecret known = existing();
        DeletedSecret deleted = client.beginDeleteSecret(known.getName()).poll().getValue();
        check(deleted.getId().equals(known.getId()), "another secret is deleted");
        check(deleted.getValue() == null, "a deleted secret still shows its value");
        return "deleted " + deleted.getId();
    }

    private KeyVaultSecret existing() {
        return made(secret, "CREATE_SECRET");
    }

    private static String shown(KeyVaultSecret secret) {
        SecretProperties properties = secret.getProperties();
        return Attributes.shown(
                secret.getId(),
                properties.isEnabled(),
                properties.getNotBefore(),
                properties.getExpiresOn());
    }
}
