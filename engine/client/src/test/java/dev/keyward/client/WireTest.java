package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.client.management.VaultResourceCalls;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultResource;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.secrets.SecretBundle;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is sent and how answers are read.
class WireTest {
    private static final String SECRET =
            """
            {"value":"v","id":"https://kv.vault.test/secrets/s/0123456789abcdef0123456789abcdef",
            "attributes":{"enabled":true,"nbf":1,"exp":2000000000,"created":3,"updated":4,
            "recoveryLevel":"Recoverable+Purgeable","recoverableDays":90},"tags":{"a":"b"}}
            """;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));

    private VaultClient vault(ScriptedService service) {
        TokenSource source =
                _ -> new AccessToken(SecretBytes.ofUtf8("t"), clock.instant().plusSeconds(600));
        return new VaultClient(
                new SignedIn(service.transport(), new TokenCache(source, clock), _ -> {}),
                "https://vault.test",
                URI.create("https://kv.vault.test"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aSecretIsSetWithItsAttributes() throws JsonProcessingException {
        ScriptedService service = new ScriptedService().answers(200, SECRET);
        vault(service)
                .secrets()
                .set(
                        "s",
                        SecretBytes.ofUtf8("v"),
                        "text/plain",
                        new ObjectSettings(
                                true, null, Instant.ofEpochSecond(2000000000L), Map.of("a", "b")));
        assertThat(service.asked())
                .containsExactly(
                        "PUT https://kv.vault.test/secrets/s?api-version=2026-05-01-preview");
        assertThat(json(service.bodies().getFirst()))
                .isEqualTo(
                        json(
                                """
                                {"value":"v","contentType":"text/plain",
                                "attributes":{"enabled":true,"exp":2000000000},"tags":{"a":"b"}}
                                """));
    }

    @Test
    void aSecretsValueTimesAndTagsAreRead() {
        ScriptedService service = new ScriptedService().answers(200, SECRET);
        SecretBundle secret = vault(service).secrets().find("s", null).orElseThrow();
        SecretBytes value = Objects.requireNonNull(secret.value());
        assertThat(value.toUtf8(SecretAccess.request())).isEqualTo("v");
        assertThat(secret.attributes().nbf()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(secret.attributes().exp()).isEqualTo(Instant.ofEpochSecond(2000000000L));
        assertThat(secret.tags()).containsExactly(Map.entry("a", "b"));
        assertThat(ObjectAddress.of(secret).version())
                .isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @Test
    void aSecretsTextShowsNoValue() {
        ScriptedService service =
                new ScriptedService().answers(200, SECRET.replace("\"v\"", "\"canary-1\""));
        SecretBundle secret = vault(service).secrets().find("s", null).orElseThrow();
        assertThat(secret.toString()).doesNotContain("canary-1");
    }

    @Test
    void anImportedKeyIsSentAsAJwk() throws JsonProcessingException {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                200,
                                """
                                {"key":{"kid":"https://kv.vault.test/keys/k/0123456789abcdef0123456789abcdef",
                                "kty":"EC","key_ops":["sign"],"crv":"P-256","x":"AQ","y":"Ag"},
                                "attributes":{"enabled":true}}
                                """);
        KeyBundle key =
                vault(service)
                        .keys()
                        .importKey(
                                "k",
                                new ImportedKey(
                                        "EC",
                                        List.of("sign"),
                                        null,
                                        null,
                                        "P-256",
                                        null,
                                        null,
                                        null,
                                        null,
                                        new ImportedKey.PrivateParts(
                                                SecretBytes.copyOf(new byte[] {3}),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null),
                                        null),
                                ObjectSettings.NONE);
        assertThat(json(service.bodies().getFirst()))
                .isEqualTo(
                        json(
                                """
                                {"key":{"kty":"EC","crv":"P-256","d":"Aw","key_ops":["sign"]},
                                "attributes":{}}
                                """));
        assertThat(key.key().x()).containsExactly(1);
    }

    private static String vaultResource(String properties) {
        return """
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv",
        "name":"kv","location":"local","properties":%s}
        """
                .formatted(properties);
    }

    private VaultResourceCalls vaults(ScriptedService service) {
        TokenSource source =
                _ -> new AccessToken(SecretBytes.ofUtf8("t"), clock.instant().plusSeconds(600));
        return new VaultResourceCalls(
                new SignedIn(service.transport(), new TokenCache(source, clock), _ -> {})
                        .rest("https://management.test"),
                new ArmUris("https://management.test"),
                "/subscriptions/s");
    }

    @Test
    @Tag("seed:S-14")
    void anObjectIdThatIsASidStaysAsItIs() throws JsonProcessingException {
        String resource =
                vaultResource(
                        """
                        {"tenantId":"t","accessPolicies":[{"tenantId":"t",
                        "objectId":"S-1-5-21-1-2-3-500",
                        "permissions":{"secrets":["get","list","newerWord"]}}]}
                        """);
        ScriptedService service =
                new ScriptedService().answers(200, resource).answers(200, resource);
        VaultResource vault = vaults(service).find("g", "kv").orElseThrow();
        PolicyEntry read = vault.properties().policies().getFirst();
        assertThat(read.objectId()).isEqualTo("S-1-5-21-1-2-3-500");
        assertThat(read.words("secrets")).containsExactly("get", "list", "newerWord");
        assertThat(read.words("keys")).isEmpty();
        vaults(service).put("g", "kv", "local", Map.of(), vault.properties());
        assertThat(
                        json(service.bodies().getLast())
                                .at("/properties/accessPolicies/0/objectId")
                                .asText())
                .isEqualTo("S-1-5-21-1-2-3-500");
    }

    @Test
    void aVaultGoesBackWithEverythingItCameWith() throws JsonProcessingException {
        String properties =
                """
                {"tenantId":"t","sku":{"family":"A","name":"standard"},
                "enabledForDeployment":true,"enabledForTemplateDeployment":false,
                "enabledForDiskEncryption":true,"enableRbacAuthorization":false,
                "enableSoftDelete":true,"softDeleteRetentionInDays":7,
                "enablePurgeProtection":true,"publicNetworkAccess":"Enabled",
                "accessPolicies":[{"tenantId":"t","objectId":"o","applicationId":"a",
                "permissions":{"keys":["get"],"secrets":[],"certificates":[],"storage":[]}}],
                "networkAcls":{"defaultAction":"Deny","bypass":"None",
                "ipRules":[{"value":"10.0.0.0/8"}],"virtualNetworkRules":[{"id":"/s"}]}}
                """;
        ScriptedService service =
                new ScriptedService()
                        .answers(200, vaultResource(properties))
                        .answers(200, vaultResource(properties));
        VaultResource vault = vaults(service).find("g", "kv").orElseThrow();
        vaults(service).put("g", "kv", "local", Map.of(), vault.properties());
        assertThat(json(service.bodies().getLast()).path("properties")).isEqualTo(json(properties));
    }

    @Test
    void thatDeletedThingsCanBePurgedIsNeverSent() throws JsonProcessingException {
        String resource = vaultResource("{\"tenantId\":\"t\",\"enablePurgeProtection\":false}");
        ScriptedService service =
                new ScriptedService().answers(200, resource).answers(200, resource);
        VaultResource vault = vaults(service).find("g", "kv").orElseThrow();
        vaults(service).put("g", "kv", "local", Map.of(), vault.properties());
        assertThat(json(service.bodies().getLast()).path("properties").has("enablePurgeProtection"))
                .isFalse();
    }
}
