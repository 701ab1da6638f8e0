package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.secrets.SecretClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `az keyvault secret`: every command, against `serve --dev` with its environment file sourced.
/// What az stored is read by the Azure SDK for Java.
final class AzSecretsTest {
    private static final String VAULT = " --vault-name dev ";

    @TempDir private static Path folder;

    private static DevServer server;
    private static Az az;
    private static SecretClient secrets;

    @BeforeAll
    static void start() throws Exception {
        Az.assumeInstalled();
        server = DevServer.start();
        server.trustIt();
        az = Az.sourced(server, folder);
        secrets = JavaClients.of(server).secrets();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aSecretIsSetShownAndListed() throws Exception {
        JsonNode set =
                az.json(
                        "keyvault secret set -n db --tags team=red --not-before 2020-01-01"
                                + " --expires 2040-01-01T00:00:00Z"
                                + VAULT
                                + "--content-type text/plain --value",
                        "first value");
        String id = set.path("id").asText();
        assertThat(id)
                .matches("https://dev\\.vault\\.local\\.keyward\\.localhost:[0-9]+/secrets/db/.+");
        assertThat(set.path("attributes").path("exp").asLong()).isEqualTo(2_208_988_800L);
        assertThat(set.path("attributes").path("recoveryLevel").asText())
                .isEqualTo("Recoverable+Purgeable");
        assertThat(set.path("tags").path("file-encoding").asText()).isEqualTo("utf-8");
        assertThat(secrets.getSecret("db").getValue()).isEqualTo("first value");
        assertThat(secrets.getSecret("db").getProperties().getTags()).containsEntry("team", "red");

        az.done("keyvault secret set -n db --value two" + VAULT + "--disabled true");
        assertThat(az.refused("keyvault secret show -n db" + VAULT))
                .contains("(Forbidden)", "SecretDisabled");
        assertThat(az.text("value", "keyvault secret show --id " + id)).isEqualTo("first value");
        assertThat(az.json("keyvault secret list-versions -n db" + VAULT)).hasSize(2);
        JsonNode changed =
                az.json(
                        "keyvault secret set-attributes -n db --enabled true --tags a=b"
                                + " --content-type other"
                                + VAULT);
        assertThat(changed.path("attributes").path("enabled").asBoolean()).isTrue();
        assertThat(changed.path("value").isNull()).isTrue();
        assertThat(secrets.getSecret("db").getValue()).isEqualTo("two");
        assertThat(secrets.getSecret("db").getProperties().getContentType()).isEqualTo("other");
    }

    @Test
    void filesComeBackAsTheyWere() throws Exception {
        byte[] binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        byte[] text = "h\u00e9llo\nw\u00f6rld\n".getBytes(StandardCharsets.UTF_8);
        byte[] plain = "plain\n".getBytes(StandardCharsets.US_ASCII);
        Map<String, byte[]> contents =
                Map.of(
                        "utf-8",
                        text,
                        "utf-16le",
                        text,
                        "utf-16be",
                        text,
                        "ascii",
                        plain,
                        "base64",
                        binary,
                        "hex",
                        binary);
        for (Map.Entry<String, byte[]> each : contents.entrySet()) {
            String encoding = each.getKey();
            Path file = Files.write(folder.resolve(encoding), each.getValue());
            az.done(
                    "keyvault secret set -n file-" + encoding + VAULT + "-e " + encoding + " -f",
                    file.toString());
            Path back = folder.resolve(encoding + ".back");
            az.done("keyvault secret download -n file-" + encoding + VAULT + "-f", back.toString());
            assertThat(Files.readAllBytes(back)).as(encoding).isEqualTo(each.getValue());
        }
        assertThat(secrets.getSecret("file-hex").getValue())
                .isEqualTo(HexFormat.of().formatHex(binary));
    }

    @Test
    void aDeletedSecretIsRecoveredPurgedAndRestored() throws Exception {
        az.done("keyvault secret set -n gone --value here" + VAULT);
        String backup = folder.resolve("gone.backup").toString();
        az.done("keyvault secret backup -n gone" + VAULT + "-f", backup);
        assertThat(az.refused("keyvault secret restore" + VAULT + "-f", backup))
                .contains("(Conflict)");
        JsonNode deleted = az.json("keyvault secret delete -n gone" + VAULT);
        assertThat(deleted.path("recoveryId").asText()).endsWith("/deletedsecrets/gone");
        assertThat(deleted.path("scheduledPurgeDate").asText()).isNotEmpty();
        assertThat(az.refused("keyvault secret set -n gone --value again" + VAULT))
                .contains("(Conflict)", "ObjectIsDeletedButRecoverable");
        assertThat(names(az.json("keyvault secret list-deleted" + VAULT))).contains("gone");
        assertThat(az.text("deletedDate", "keyvault secret show-deleted -n gone" + VAULT))
                .isEqualTo(deleted.path("deletedDate").asText());
        az.done("keyvault secret recover --id " + deleted.path("recoveryId").asText());
        assertThat(secrets.getSecret("gone").getValue()).isEqualTo("here");

        az.done("keyvault secret delete -n gone" + VAULT);
        az.done("keyvault secret purge -n gone" + VAULT);
        assertThat(az.refused("keyvault secret show-deleted -n gone" + VAULT))
                .contains("(SecretNotFound)");
        az.done("keyvault secret restore" + VAULT + "-f", backup);
        assertThat(secrets.getSecret("gone").getValue()).isEqualTo("here");
    }

    @Test
    void aLongListIsWholeAndCanBeCut() throws Exception {
        for (int i = 0; i < 30; i++) {
            secrets.setSecret("many-%02d".formatted(i), "value");
        }
        List<String> all = names(az.json("keyvault secret list" + VAULT));
        assertThat(all).filteredOn(name -> name.startsWith("many-")).hasSize(30);
        assertThat(names(az.json("keyvault secret list --maxresults 3" + VAULT)))
                .isEqualTo(all.subList(0, 3));
        assertThat(
                        az.done(
                                "keyvault secret list -o table --id "
                                        + server.get("AZURE_KEYVAULT_URL")))
                .contains("many-29");
    }

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        assertThat(az.refused("keyvault secret show -n nobody" + VAULT))
                .contains("(SecretNotFound)", "A secret with (name/id) nobody was not found");
        assertThat(az.refused("keyvault secret set -n bad_name --value x" + VAULT))
                .contains("(BadParameter)");
        assertThat(az.refused("keyvault secret show -n x --vault-name no-such-vault"))
                .contains("(NotFound)");
    }

    static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
