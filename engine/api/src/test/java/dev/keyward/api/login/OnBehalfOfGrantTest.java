package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.arm.Stack;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An application that a person calls, and a vault that lets in the two together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnBehalfOfGrantTest {
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String DEV = "dev.vault.local.keyward.localhost:8443";
    private static final String ANN = "ann@keyward.localhost";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String SECRETS = "/secrets?api-version=7.4";

    private Stack stack;
    private String ann;
    private Service shop;
    private Service billing;

    /// @param id application id
    private record Service(String id, String secret) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        stack = new Stack(folder.resolve("home"), new VaultName("dev"), EngineConfig.Profile.DEV);
        ann =
                graph(
                                "users",
                                """
                                {"displayName":"Ann","userPrincipalName":"%s",
                                 "passwordProfile":{"password":"%s"}}
                                """
                                        .formatted(ANN, PASSWORD))
                        .text("/id");
        shop = service("shop");
        billing = service("billing");
        stack.call(
                        "PUT",
                        Stack.MANAGEMENT,
                        "/subscriptions/%s/resourceGroups/dev/providers/Microsoft.KeyVault/vaults/dev/accessPolicies/add?api-version=2023-07-01"
                                .formatted(stack.subscription),
                        stack.managementToken(),
                        """
                        {"properties":{"accessPolicies":[{"tenantId":"%s","objectId":"%s","applicationId":"%s",
                         "permissions":{"secrets":["list"]}}]}}
                        """
                                .formatted(stack.tenant, ann, shop.id))
                .expect(200);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    /// authorization.md, section 2.2.
    @Test
    @Tag("security:S-06")
    void aVaultLetsInThePersonThroughTheApplicationAndNeitherAlone() {
        String both = exchanged(shop, called("api://shop"), Stack.VAULT_RESOURCE);
        open(both).expect(200);
        // The person alone, the application alone, the person through another application.
        open(called(Stack.VAULT_RESOURCE)).refused(403, "Forbidden");
        open(stack.token(shop.id, shop.secret, Stack.VAULT_RESOURCE)).refused(403, "Forbidden");
        open(exchanged(billing, called("api://billing"), Stack.VAULT_RESOURCE))
                .refused(403, "Forbidden");
        // The person who signed in by the application, which nobody called: a hint is given.
        Stack.Answer direct =
                open(
                        stack.form(
                                        endpoint("v2.0/"),
                                        with(
                                                person(),
                                                "client_id",
                                                shop.id,
                                                "client_secret",
                                                shop.secret,
                                                "scope",
                                                Stack.VAULT_RESOURCE + "/.default"))
                                .expect(200)
                                .text("/access_token"));
        assertThat(direct.refused(403, "Forbidden").text("/error/innererror/code"))
                .isEqualTo("ForbiddenByPolicy");
        // Handed on by one it is let in through to one it isn't, and the other way round.
        open(exchanged(
                        billing,
                        exchanged(shop, called("api://shop"), "api://billing"),
                        Stack.VAULT_RESOURCE))
                .refused(403, "Forbidden");
        open(exchanged(
                        shop,
                        exchanged(billing, called("api://billing"), "api://shop"),
                        Stack.VAULT_RESOURCE))
                .expect(200);
    }

    @Test
    void bothEndpointsExchangeAndTheTokenSaysHow() throws Exception {
        String called = called("api://shop");
        Stack.Answer v2 =
                stack.form(
                                endpoint("v2.0/"),
                                with(
                                        exchange(shop, called),
                                        "scope",
                                        "openid profile offline_access "
                                                + Stack.VAULT_RESOURCE
                                                + "/.default",
                                        "client_info",
                                        "1"))
                        .expect(200);
        assertThat(v2.text("/token_type")).isEqualTo("Bearer");
        assertThat(v2.json().at("/refresh_token").isMissingNode()).isTrue();
        assertThat(v2.json().at("/client_info").isTextual()).isTrue();
        assertThat(claims(v2.text("/id_token")).getAudience()).containsExactly(shop.id);

        JWTClaimsSet before = claims(called);
        assertThat(before.getAudience()).containsExactly("api://shop");
        JWTClaimsSet said = claims(v2.text("/access_token"));
        assertThat(said.getAudience()).containsExactly(Stack.VAULT_RESOURCE);
        assertThat(said.getStringClaim("oid")).isEqualTo(ann);
        assertThat(said.getStringClaim("appid")).isEqualTo(shop.id);
        assertThat(said.getStringClaim("appidacr")).isEqualTo("1");
        assertThat(said.getStringListClaim("amr")).isEqualTo(List.of("pwd"));
        assertThat(said.getStringClaim("sid")).isEqualTo(before.getStringClaim("sid"));
        assertThat(said.getStringListClaim("kwobo")).containsExactly(CLI);

        Stack.Answer v1 =
                stack.form(
                                endpoint(""),
                                with(exchange(shop, called), "resource", Stack.VAULT_RESOURCE))
                        .expect(200);
        assertThat(v1.text("/resource")).isEqualTo(Stack.VAULT_RESOURCE);
    }

    @Test
    @Tag("security:S-06")
    void whatMustBeRefusedIs() {
        String called = called("api://shop");
        Map<String, String> right =
                with(exchange(shop, called), "scope", Stack.VAULT_RESOURCE + "/.default");
        refused(with(right, "assertion", called("api://billing")), 400, "invalid_grant", 500131);
        refused(
                with(right, "assertion", called(Stack.VAULT_RESOURCE)),
                400,
                "invalid_grant",
                500131);
        refused(
                with(right, "assertion", stack.token(billing.id, billing.secret, "api://shop")),
                400,
                "invalid_grant",
                7000114);
        refused(with(right, "assertion", "a.b.c"), 400, "invalid_grant", 50013);
        refused(with(right, "client_secret", "wrong"), 401, "invalid_client", 7000215);
        refused(with(right, "client_secret", ""), 401, "invalid_client", 7000218);
        refused(with(right, "requested_token_use", ""), 400, "invalid_request", 900144);
        refused(with(right, "requested_token_use", "other"), 400, "invalid_request", 900144);
        refused(with(right, "assertion", ""), 400, "invalid_request", 900144);
        refused(
                with(right, "scope", "https://other.example/.default"),
                400,
                "invalid_resource",
                500011);
        refused(with(right, "scope", "openid"), 400, "invalid_scope", 70011);
        stack.form(endpoint("v2.0/"), right).expect(200);
    }

    @Test
    void theRecordsNameThePersonAndTheApplication() {
        open(exchanged(shop, called("api://shop"), Stack.VAULT_RESOURCE)).expect(200);
        List<JsonNode> records = new ArrayList<>();
        stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/subscriptions/%s/providers/Keyward.Audit/records?api-version=2026-11-01&from=2000-01-01T00:00:00Z&$top=1000"
                                .formatted(stack.subscription),
                        stack.managementToken(),
                        null)
                .expect(200)
                .json()
                .at("/value")
                .forEach(entry -> records.add(entry.path("record")));
        assertThat(records)
                .anySatisfy(record -> {
                    JsonNode said = record.path("properties");
                    assertThat(said.path("grantType").asText()).endsWith(":jwt-bearer");
                    assertThat(said.path("clientId").asText()).isEqualTo(shop.id);
                    assertThat(said.path("user").asText()).isEqualTo(ANN);
                    assertThat(said.path("target").asText()).isEqualTo(ann);
                })
                .anySatisfy(record -> {
                    assertThat(record.path("operationName").asText()).isEqualTo("SecretList");
                    JsonNode claims = record.at("/identity/claim");
                    assertThat(claims.path("upn").asText()).isEqualTo(ANN);
                    assertThat(claims.path("appid").asText()).isEqualTo(shop.id);
                });
    }

    private Stack.Answer open(String token) {
        return stack.call("GET", DEV, SECRETS, token, null);
    }

    private String exchanged(Service service, String assertion, String resource) {
        return stack.form(
                        endpoint("v2.0/"),
                        with(exchange(service, assertion), "scope", resource + "/.default"))
                .expect(200)
                .text("/access_token");
    }

    private static Map<String, String> exchange(Service service, String assertion) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "requested_token_use",
                "on_behalf_of",
                "client_id",
                service.id,
                "client_secret",
                service.secret,
                "assertion",
                assertion);
    }

    /// A token of Ann's for whatever she calls.
    private String called(String resource) {
        return stack.form(
                        endpoint("v2.0/"),
                        with(
                                person(),
                                "client_id",
                                CLI,
                                "scope",
                                "offline_access " + resource + "/access"))
                .expect(200)
                .text("/access_token");
    }

    private static Map<String, String> person() {
        return Map.of("grant_type", "password", "username", ANN, "password", PASSWORD);
    }

    private String endpoint(String version) {
        return "/" + stack.tenant + "/oauth2/" + version + "token";
    }

    private void refused(Map<String, String> form, int status, String error, int code) {
        Stack.Answer answer = stack.form(endpoint("v2.0/"), form).expect(status);
        assertThat(answer.text("/error")).isEqualTo(error);
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(code);
    }

    private Service service(String name) {
        Stack.Answer made =
                graph(
                        "applications",
                        "{\"displayName\":\"%1$s\",\"identifierUris\":[\"api://%1$s\"]}"
                                .formatted(name));
        String id = made.text("/appId");
        graph("servicePrincipals", "{\"appId\":\"" + id + "\"}");
        return new Service(
                id,
                graph("applications/" + made.text("/id") + "/addPassword", "{}")
                        .text("/secretText"));
    }

    private Stack.Answer graph(String path, String body) {
        Stack.Answer answer =
                stack.call("POST", Stack.GRAPH, "/v1.0/" + path, stack.graphToken(), body);
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
        return answer;
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static Map<String, String> with(Map<String, String> form, String... pairs) {
        Map<String, String> all = new HashMap<>(form);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }
}
