package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.api.arm.Stack;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.nio.file.Path;
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
