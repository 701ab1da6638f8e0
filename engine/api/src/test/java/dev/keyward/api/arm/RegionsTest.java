package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.Regions;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deployment of two regions.
class RegionsTest {
    private static final String WEST = "west.keyward.localhost:8443";
    private static final String WEST_RESOURCE = "https://vault." + WEST;
    private static final String WEST_HOST = "orders.vault." + WEST;
    private static final String LOCAL_HOST = "orders.vault.local.keyward.localhost:8443";
    private static final String SECRET = "/secrets/s?api-version=7.4";

    @TempDir Path folder;
    private Arm arm;

    @BeforeEach
    void start() throws IOException {
        arm =
                new Arm(
                        new Stack(
                                folder.resolve("home"),
                                Regions.of("local", List.of("west")),
                                null,
                                EngineConfig.Profile.SERVER));
        arm.ready();
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    private String vaultIn(String region) {
        String body = arm.newVault().replace("\"local\"", "\"" + region + "\"");
        return body.replace(
                "\"accessPolicies\":[]",
                "\"accessPolicies\":[{\"tenantId\":\""
                        + arm.stack.tenant
                        + "\",\"objectId\":\""
                        + objectId()
                        + "\",\"permissions\":{\"secrets\":[\"all\"]}}]");
    }

    private String objectId() {
        JsonNode found =
                arm.stack
                        .call(
                                "GET",
                                Stack.GRAPH,
                                "/v1.0/servicePrincipals?$filter=appId%20eq%20'"
                                        + arm.stack.administrator.application()
                                        + "'",
                                arm.stack.graphToken(),
                                null)
                        .expect(200)
                        .json();
        return found.at("/value/0/id").asText();
    }

    private Stack.Answer orders(String region) {
        return arm.put(arm.vault("VaultRG", "orders"), vaultIn(region)).expect(201);
    }

    private Stack.Answer set(String host, String token) {
        return arm.stack.call("PUT", host, SECRET, token, "{\"value\":\"v\"}");
    }

    private static List<String> texts(JsonNode array, String member) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.path(member).asText()));
        return all;
    }

    @Test
    void aVaultLivesInTheRegionItWasAskedFor() {
        Stack.Answer made = orders("West");
        assertThat(made.text("/location")).isEqualTo("west");
        assertThat(made.text("/properties/vaultUri")).isEqualTo("https://" + WEST_HOST + "/");

        String token = arm.stack.token(WEST_RESOURCE);
        Stack.Answer set = set(WEST_HOST, token).expect(200);
        assertThat(set.text("/id")).startsWith("https://" + WEST_HOST + "/secrets/s/");
        assertThat(set.headers()).containsEntry("x-ms-keyvault-region", "west");
    }

    @Test
    void theHostOfAnotherRegionKnowsNothingOfIt() {
        orders("west");
        String token = arm.stack.token(WEST_RESOURCE);
        Stack.Answer elsewhere = set(LOCAL_HOST, token);
        Stack.Answer nowhere = set("nobody.vault.local.keyward.localhost:8443", token);
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.json()).isEqualTo(nowhere.json());
        assertThat(elsewhere.headers().keySet()).isEqualTo(nowhere.headers().keySet());
    }

    @Test
    @Tag("security:S-06")
    void theChallengeNamesTheResourceOfTheVaultsRegion() {
        orders("west");
        Stack.Answer asked = arm.stack.call("GET", WEST_HOST, SECRET, null, null);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers().get("WWW-Authenticate"))
                .isEqualTo(
                        "Bearer authorization=\"https://login."
                                + WEST
                                + "/"
                                + arm.stack.tenant
                                + "\", resource=\""
                                + WEST_RESOURCE
                                + "\"");
    }

    @Test
    void aTokenForOneRegionsVaultsOpensThoseOfTheOthers() {
        orders("west");
        arm.put(arm.vault("VaultRG", "orders2"), vaultIn("local")).expect(201);
        set(WEST_HOST, arm.stack.token(Stack.VAULT_RESOURCE)).expect(200);
        set("orders2.vault.local.keyward.localhost:8443", arm.stack.token(WEST_RESOURCE))
                .expect(200);
    }

    @Test
    void aGroupMayBeElsewhereThanItsVaults() {
        arm.put(arm.in("/resourceGroups/Western"), "{\"location\":\"west\"}").expect(201);
        Stack.Answer made = arm.put(arm.vault("Western", "orders"), vaultIn("local")).expect(201);
        assertThat(made.text("/properties/vaultUri")).isEqualTo("https://" + LOCAL_HOST + "/");
    }

    @Test
    void aGroupDoesNotMove() {
        arm.put(arm.in("/resourceGroups/VaultRG"), "{\"location\":\"west\"}")
                .refused(409, "InvalidResourceGroupLocation");
        arm.put(arm.in("/resourceGroups/VaultRG"), "{\"location\":\"Local\"}").expect(200);
    }

    @Test
    void noOtherRegionIsTakenAndTheRightOnesAreNamed() {
        Stack.Answer refused =
                arm.put(arm.vault("VaultRG", "orders"), vaultIn("east"))
                        .refused(400, "LocationNotAvailableForResourceType");
        assertThat(refused.text("/error/message"))
                .isEqualTo(
                        "The provided location 'east' is not available for a vault. The available"
                                + " locations are 'local', 'west'.");
        arm.put(arm.in("/resourceGroups/G"), "{\"location\":\"east\"}")
                .refused(400, "LocationNotAvailableForResourceType");
    }

    @Test
    void aNameIsTakenInAllRegions() {
        orders("west");
        assertThat(arm.checkName("orders").json().path("nameAvailable").asBoolean()).isFalse();
        arm.put(arm.vault("VaultRG", "orders"), vaultIn("local"))
                .refused(409, "InvalidResourceLocation");
        arm.putGroup("Other");
        arm.put(arm.vault("Other", "orders"), vaultIn("local")).refused(409, "VaultAlreadyExists");
    }

    @Test
    void allRegionsAreListed() {
        assertThat(texts(arm.get(arm.in("/locations")).json().path("value"), "name"))
                .containsExactly("local", "west");
        JsonNode types =
                arm.get(arm.in("/providers/Microsoft.KeyVault")).json().path("resourceTypes");
        assertThat(types).isNotEmpty();
        types.forEach(type ->
                assertThat(type.path("locations"))
                        .extracting(JsonNode::asText)
                        .containsExactly("local", "west"));
    }

    @Test
    void oneListHasTheVaultsOfAllRegions() {
        orders("west");
        arm.put(arm.vault("VaultRG", "orders2"), vaultIn("local")).expect(201);
        for (String path :
                List.of(
                        arm.in("/providers/Microsoft.KeyVault/vaults"),
                        arm.in("/resourceGroups/VaultRG/providers/Microsoft.KeyVault/vaults"),
                        arm.in("/resources"))) {
            assertThat(texts(arm.get(path).json().path("value"), "location"))
                    .as(path)
                    .containsExactly("west", "local");
        }
    }

    @Test
    void aDeletedVaultIsFoundInItsRegionAlone() {
        orders("west");
        arm.call("DELETE", arm.vault("VaultRG", "orders"), null).expect(200);
        arm.call("GET", arm.deletedVault("orders"), null).expect(404);
        arm.call("POST", arm.deletedVault("orders") + "/purge", null).expect(404);
        String there = arm.deletedVault("orders").replace("/local/", "/WEST/");
        assertThat(arm.get(there).text("/properties/location")).isEqualTo("west");
        assertThat(arm.get(there).text("/id")).contains("/locations/west/");
        arm.call("POST", there + "/purge", null).expect(200);
        arm.call("GET", there, null).expect(404);
    }

    @Test
    void thePlanesAreThereUnderEachRegionWithItsOwnAddresses() {
        orders("west");
        arm.put(arm.vault("VaultRG", "orders2"), vaultIn("local")).expect(201);
        String path = arm.in("/providers/Microsoft.KeyVault/vaults") + Arm.VERSION + "&$top=1";
        Stack.Answer page =
                arm.stack.call("GET", "management." + WEST, path, arm.token, null).expect(200);
        assertThat(page.text("/nextLink")).startsWith("https://management." + WEST + "/");
        assertThat(page.text("/value/0/properties/vaultUri"))
                .isEqualTo("https://" + WEST_HOST + "/");

        String document = "/metadata/endpoints?api-version=2022-09-01";
        Stack.Answer found =
                arm.stack.call("GET", "management." + WEST, document, null, null).expect(200);
        assertThat(found.text("/authentication/loginEndpoint"))
                .isEqualTo("https://login." + WEST + "/");
        assertThat(found.text("/suffixes/keyVaultDns")).isEqualTo("vault." + WEST);
        assertThat(found.json().path("locations"))
                .extracting(JsonNode::asText)
                .containsExactly("local", "west");
        Stack.Answer old =
                arm.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/metadata/endpoints?api-version=2015-01-01",
                        null,
                        null);
        assertThat(old.json().path("locations")).isEqualTo(found.json().path("locations"));
        // What that document names as the audience is good at any region's management endpoint.
        String token = arm.stack.token(found.text("/authentication/audiences/0"));
        arm.stack.call("GET", Stack.MANAGEMENT, path, token, null).expect(200);
    }

    @Test
    void whoeverSignsInThereGetsATokenOfTheOneIssuer() {
        Map<String, List<String>> form =
                Map.of("content-type", List.of("application/x-www-form-urlencoded"));
        Stack.Answer granted =
                arm.stack.send(
                        "POST",
                        "login." + WEST,
                        "/" + arm.stack.tenant + "/oauth2/token",
                        form,
                        "grant_type=client_credentials&client_id="
                                + arm.stack.administrator.application()
                                + "&client_secret="
                                + Stack.encode(arm.stack.secret())
                                + "&resource="
                                + Stack.encode(WEST_RESOURCE));
        granted.expect(200);
        orders("west");
        set(WEST_HOST, granted.text("/access_token")).expect(200);
    }

    @Test
    void aBackupStaysInItsRegion() {
        orders("west");
        arm.put(arm.vault("VaultRG", "orders2"), vaultIn("local")).expect(201);
        arm.put(arm.vault("VaultRG", "orders3"), vaultIn("west")).expect(201);
        String token = arm.stack.token(WEST_RESOURCE);
        set(WEST_HOST, token).expect(200);
        String blob =
                arm.stack
                        .call("POST", WEST_HOST, "/secrets/s/backup?api-version=7.4", token, "")
                        .expect(200)
                        .text("/value");
        String restore = "/secrets/restore?api-version=7.4";
        String body = "{\"value\":\"" + blob + "\"}";
        arm.stack
                .call("POST", "orders2.vault.local.keyward.localhost:8443", restore, token, body)
                .expect(400);
        arm.stack.call("POST", "orders3.vault." + WEST, restore, token, body).expect(200);
    }

    @Test
    void aRegionGivenUpIsServedByTheHomeRegion() throws IOException {
        orders("west");
        String path = arm.vault("VaultRG", "orders");
        String client = arm.stack.administrator.application().toString();
        String secret = arm.stack.administrator.secret().toUtf8(SecretAccess.request());
        set(WEST_HOST, arm.stack.token(WEST_RESOURCE)).expect(200);
        arm.close();
        try (Engine later =
                Engine.open(
                        new EngineConfig(
                                folder.resolve("home"),
                                "local",
                                "keyward.localhost",
                                8443,
                                null,
                                Set.of(),
                                EngineConfig.Profile.SERVER,
                                arm.stack.clock,
                                new SeededRandom(12)))) {
            assertThat(text(later, "GET", LOCAL_HOST, "/secrets/s", "7.4", client, secret))
                    .contains("\"id\":\"https://" + LOCAL_HOST + "/secrets/s/");
            assertThat(text(later, "GET", Stack.MANAGEMENT, path, "2023-07-01", client, secret))
                    .contains("\"location\":\"west\"", "https://" + LOCAL_HOST + "/");
        }
    }

    private String text(
            Engine engine,
            String method,
            String host,
            String path,
            String version,
            String client,
            String secret) {
        String resource = host.equals(Stack.MANAGEMENT) ? "https://" + host : Stack.VAULT_RESOURCE;
        String granted =
                send(
                        engine,
                        "POST",
                        Stack.LOGIN,
                        "/" + arm.stack.tenant + "/oauth2/token",
                        "",
                        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                        "grant_type=client_credentials&client_id="
                                + client
                                + "&client_secret="
                                + Stack.encode(secret)
                                + "&resource="
                                + Stack.encode(resource));
        String token = granted.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        return send(
                engine,
                method,
                host,
                path,
                "api-version=" + version,
                Map.of("authorization", List.of("Bearer " + token)),
                "");
    }

    private static String send(
            Engine engine,
            String method,
            String host,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body) {
        ApiResponse response =
                engine.handle(
                                new ApiRequest(
                                        method,
                                        host,
                                        path,
                                        query,
                                        headers,
                                        body.getBytes(StandardCharsets.UTF_8),
                                        "127.0.0.1",
                                        "TLS1_3"))
                        .toCompletableFuture()
                        .join();
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theDefaultVaultIsReachedByAnyOtherHost() throws IOException {
        try (Stack stack =
                new Stack(
                        folder.resolve("other"),
                        Regions.of("local", List.of("west")),
                        new VaultName("dev"),
                        EngineConfig.Profile.DEV)) {
            String token = stack.token(WEST_RESOURCE);
            assertThat(
                            stack.call("PUT", "localhost:8443", SECRET, token, "{\"value\":\"v\"}")
                                    .expect(200)
                                    .text("/id"))
                    .startsWith("https://localhost:8443/secrets/s/");
            stack.call("GET", "dev.vault." + WEST, SECRET, token, null).expect(404);
        }
    }

    @Test
    void theDefaultVaultMayLiveInAnyRegion() throws IOException {
        arm.close();
        arm =
                new Arm(
                        new Stack(
                                folder.resolve("another"),
                                Regions.of("local", List.of("west")),
                                new VaultName("orders"),
                                EngineConfig.Profile.SERVER));
        arm.ready();
        orders("west");
        Stack.Answer asked = arm.stack.call("GET", "localhost:8443", SECRET, null, null);
        assertThat(asked.headers().get("WWW-Authenticate"))
                .endsWith("resource=\"" + WEST_RESOURCE + "\"");
        assertThat(asked.headers()).containsEntry("x-ms-keyvault-region", "west");
        String token = arm.stack.token(WEST_RESOURCE);
        assertThat(set("localhost:8443", token).expect(200).text("/id"))
                .startsWith("https://localhost:8443/");
        assertThat(set(WEST_HOST, token).expect(200).text("/id"))
                .startsWith("https://" + WEST_HOST);
    }
}
