package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.arm.Stack;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A development server answers everything under one name, such as `https://localhost:8443`.
class SharedAuthorityTest {
    private static final String SELF = "https://localhost:8443";

    @TempDir Path folder;
    private Stack stack;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"), new VaultName("dev"), EngineConfig.Profile.DEV);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void oneNameLeadsFromDiscoveryToTheSubscription() {
        Stack.Answer found =
                call("GET", "/metadata/endpoints?api-version=2015-01-01", null, "").expect(200);
        assertThat(found.text("/authentication/loginEndpoint")).isEqualTo(SELF + "/");
        String audience = found.text("/authentication/audiences/0");

        Stack.Answer authority =
                call("GET", "/" + stack.tenant + "/v2.0/.well-known/openid-configuration", null, "")
                        .expect(200);
        assertThat(authority.text("/issuer")).isEqualTo(SELF + "/" + stack.tenant + "/v2.0");
        assertThat(authority.text("/token_endpoint"))
                .isEqualTo(SELF + "/" + stack.tenant + "/oauth2/v2.0/token");

        String token = token(audience + "/.default");
        assertThat(
                        call("GET", "/subscriptions?api-version=2022-12-01", token, "")
                                .expect(200)
                                .text("/value/0/subscriptionId"))
                .isEqualTo(stack.subscription.toString());
        assertThat(
                        call(
                                        "GET",
                                        "/subscriptions/"
                                                + stack.subscription
                                                + "/providers/Microsoft.KeyVault/vaults"
                                                + "?api-version=2023-07-01",
                                        token,
                                        "")
                                .expect(200)
                                .text("/value/0/properties/vaultUri"))
                .isEqualTo(SELF + "/");
        // The graph's audience is the same name there.
        call("GET", "/" + stack.tenant + "/users?api-version=1.6", token, "").expect(200);
        call("GET", "/v1.0/servicePrincipals", token, "").expect(200);
    }

    /// Every OpenID Connect middleware compares these two (decisions, 35).
    @Test
    void anAuthorityNamesTheIssuerOfItsTokensWhateverHostIsAsked() {
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        "{\"displayName\":\"Alice\",\"userPrincipalName\":\"alice@keyward.localhost\",\"passwordProfile\":{\"password\":\"correct"
                                + " horse battery\"}}")
                .expect(201);
        for (String host : List.of("localhost:8443", Stack.LOGIN)) {
            String tenant = "/" + stack.tenant;
            Stack.Answer older = get(host, tenant + "/.well-known/openid-configuration");
            Stack.Answer newer = get(host, tenant + "/v2.0/.well-known/openid-configuration");
            Stack.Answer adfs = get(host, "/adfs/.well-known/openid-configuration");

            JsonNode tokens = signIn(host, tenant + "/oauth2/token");
            assertThat(issuer(tokens, "access_token")).isEqualTo(older.text("/issuer"));
            assertThat(issuer(tokens, "id_token")).isEqualTo(older.text("/issuer"));
            assertThat(older.text("/issuer"))
                    .isEqualTo("https://" + Stack.LOGIN + "/" + stack.tenant + "/");

            JsonNode newerTokens = signIn(host, tenant + "/oauth2/v2.0/token");
            assertThat(issuer(newerTokens, "access_token")).isEqualTo(older.text("/issuer"));
            assertThat(issuer(newerTokens, "id_token")).isEqualTo(newer.text("/issuer"));
            assertThat(newer.text("/issuer")).startsWith("https://" + host + "/");

            JsonNode adfsTokens = signIn(host, "/adfs/oauth2/token");
            assertThat(issuer(adfsTokens, "access_token"))
                    .isEqualTo(adfs.text("/access_token_issuer"));
            assertThat(issuer(adfsTokens, "id_token")).isEqualTo(adfs.text("/issuer"));
            assertThat(adfs.text("/issuer")).isEqualTo("https://" + host + "/adfs");

            assertThat(get(host, tenant + "/discovery/keys").text("/keys/0/issuer"))
                    .isEqualTo(older.text("/issuer"));
            assertThat(get(host, tenant + "/discovery/v2.0/keys").text("/keys/0/issuer"))
                    .isEqualTo(newer.text("/issuer"));
        }
    }

    private Stack.Answer get(String host, String path) {
        return stack.send("GET", host, path, Map.of(), "").expect(200);
    }

    private JsonNode signIn(String host, String path) {
        return stack.send(
                        "POST",
                        host,
                        path,
                        Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                        "grant_type=password&client_id=1950a258-227b-4e31-a9cf-717495945fc2"
                                + "&username=alice%40keyward.localhost"
                                + "&password=correct+horse+battery&scope=openid+"
                                + Stack.encode(Stack.VAULT_RESOURCE + "/.default"))
                .expect(200)
                .json();
    }

    private static String issuer(JsonNode answer, String token) {
        try {
            return SignedJWT.parse(answer.get(token).asText()).getJWTClaimsSet().getIssuer();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTokenForTheManagementPlaneStillOpensNoVault() {
        call("GET", "/secrets?api-version=7.4", token(SELF + "/.default"), "").expect(401);
        call("GET", "/secrets?api-version=7.4", null, "").expect(401);
    }

    /// az CLI asks for other providers' resources too; it hears that they aren't there.
    @Test
    void anUnknownPathOfManagementIsNotTheVaults() {
        String token = token(SELF + "/.default");
        String path =
                "/subscriptions/"
                        + stack.subscription
                        + "/providers/Microsoft.Attestation/Locations/local/defaultProvider"
                        + "?api-version=2020-10-01";
        call("GET", path, token, "").refused(404, "NotFound");
        call("GET", path, null, "").refused(401, "AuthenticationFailed");
    }

    private String token(String scope) {
        return call(
                        "POST",
                        "/" + stack.tenant + "/oauth2/v2.0/token",
                        null,
                        "grant_type=client_credentials&client_id="
                                + stack.administrator.application()
                                + "&client_secret="
                                + Stack.encode(stack.secret())
                                + "&scope="
                                + Stack.encode(scope))
                .expect(200)
                .text("/access_token");
    }

    private Stack.Answer call(String method, String target, @Nullable String token, String body) {
        Map<String, List<String>> headers =
                token == null ? Map.of() : Map.of("authorization", List.of("Bearer " + token));
        return stack.send(method, "localhost:8443", target, headers, body);
    }
}
