package dev.keyward.examples.hello;

import static dev.keyward.examples.hello.Checks.check;
import static dev.keyward.examples.hello.Checks.made;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.rest.PagedResponse;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.keys.models.KeyVaultKeyIdentifier;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes, brings, reads, changes and removes a key.
final class KeyOperations {
    private final KeyClient client;
    private final CryptographyOperations cryptography;
    private @Nullable KeyVaultKey key;

    /// @param cryptography goes on with each key
    KeyOperations(
            String vaultUrl, TokenCredential credential, CryptographyOperations cryptography) {
        this.client =
                new KeyClientBuilder()
                        .vaultUrl(vaultUrl)
                        .credential(credential)
                        .addPolicy(new OnePerPage())
                        .buildClient();
        this.cryptography = cryptography;
    }

    /// A new version where there is a key.
    String create() {
        String name = key == null ? "mykey-" + UUID.randomUUID() : key.getName();
        return goOn(
                client.createRsaKey(
                        new CreateRsaKeyOptions(name)
                                .setKeySize(2048)
                                .setNotBefore(Attributes.inDays(0))
                                .setExpiresOn(Attributes.inDays(7))
                                .setTags(Attributes.TAGS)));
    }

    String importOne() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        JsonWebKey brought = JsonWebKey.fromRsa(generator.generateKeyPair());
        ImportKeyOptions options =
                new ImportKeyOptions("myimportedkey-" + UUID.randomUUID(), brought)
                        .setNotBefore(Attributes.inDays(0))
                        .setExpiresOn(Attributes.inDays(7));
        options.setTags(Attributes.TAGS);
        KeyVaultKey imported = client.importKey(options);
        check(
                Arrays.equals(imported.getKey().getN(), brought.getN()),
                "it isn't the key that was brought");
        return goOn(imported);
    }

    /// By its name, by name and version, and by its full id.
    String get() {
        KeyVaultKey known = existing();
        KeyVaultKeyIdentifier id = new KeyVaultKeyIdentifier(known.getId());
        KeyVaultKey current = client.getKey(id.getName());
        KeyVaultKey version = client.getKey(id.getName(), id.getVersion());
        KeyVaultKey whole = cryptography.key(known.getId());
        check(current.getId().equals(known.getId()), "another version is current");
        check(version.getId().equals(known.getId()), "it is another version");
        check(whole.getId().equals(known.getId()), "it is another key");
        return shown(version);
    }

    String listVersions() {
        KeyVaultKey known = existing();
        int versions = 0;
        boolean found = false;
        for (PagedResponse<KeyProperties> page :
                client.listPropertiesOfKeyVersions(known.getName()).iterableByPage()) {
            check(page.getValue().size() <= 1, "more than one on a page");
            for (KeyProperties each : page.getValue()) {
                versions++;
                found |= each.getId().equals(known.getId());
            }
        }
        check(found, "the version isn't among them");
        return "versions: " + versions;
    }

    String update() {
        OffsetDateTime later = Attributes.inDays(60);
        KeyVaultKey updated =
                client.updateKeyProperties(existing().getProperties().setExpiresOn(later));
        check(later.isEqual(updated.getProperties().getExpiresOn()), "it isn't updated");
        return goOn(updated);
    }

    String delete() {
        KeyVaultKey known = existing();
        delete(known);
        try {
            client.getKey(known.getName());
        } catch (ResourceNotFoundException gone) {
            return "deleted " + known.getId();
        }
        throw new IllegalStateException("it is there after it was deleted");
    }

    /// Restores under the name at once, which only a vault without soft delete allows: elsewhere
    /// the deleted key has the name until it is purged, and the vault answers 409.
    String backupAndRestore() {
        KeyVaultKey known = existing();
        byte[] backup = client.backupKey(known.getName());
        delete(known);
        KeyVaultKey restored = client.restoreKeyBackup(backup);
        check(restored.getId().equals(known.getId()), "it is another key");
        check(
                Arrays.equals(restored.getKey().getN(), known.getKey().getN()),
                "it has other numbers");
        return goOn(restored);
    }

    /// Without the wait that the client offers: it ends once the deleted key is found, and in a
    /// vault without soft delete there is none.
    private void delete(KeyVaultKey known) {
        client.beginDeleteKey(known.getName()).poll();
    }

    private KeyVaultKey existing() {
        return made(key, "CREATE_KEY or IMPORT_KEY");
    }

    private String goOn(KeyVaultKey next) {
        check(next.getKeyType().equals(KeyType.RSA), "it isn't an RSA key");
        check(Attributes.TAGS.equals(next.getProperties().getTags()), "it has other tags");
        key = next;
        cryptography.goOn(next.getId());
        return shown(next);
    }

    private static String shown(KeyVaultKey key) {
        KeyProperties properties = key.getProperties();
        return Attributes.shown(
                key.getId(),
                properties.isEnabled(),
                properties.getNotBefore(),
                properties.getExpiresOn());
    }
}
