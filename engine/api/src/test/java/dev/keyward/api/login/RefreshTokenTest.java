package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTokenTest {
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String MANAGEMENT = "https://" + Stack.MANAGEMENT;
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private Stack stack;
    private String v1;
    private String v2;
    private String name;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        v1 = "/" + stack.tenant + "/oauth2/token";
        v2 = "/" + stack.tenant + "/oauth2/v2.0/token";
        name = "ann@keyward.localhost";
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        "{\"displayName\":\"Ann\",\"userPrincipalName\":\""
                                + name
                                + "\",\"passwordProfile\":{\"password\":\""
                                + PASSWORD
                                + "\"}}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void comesToWhoAsksForItAtTheNewerEndpointAndAlwaysAtTheOlder() {
        assertThat(
                        signIn(v2, "openid " + Stack.VAULT_RESOURCE + "/.default")
                                .json()
                                .has("refresh_token"))
                .isFalse();
        assertThat(
                        signIn(v2, "offline_access " + Stack.VAULT_RESOURCE + "/.default")
                                .text("/refresh_token"))
                .hasSize(70);
        assertThat(
                        stack.form(v1, with(user(), "resource", Stack.VAULT_RESOURCE))
                                .expect(200)
                                .text("/refresh_token"))
                .hasSize(70);
    }

    @Test
    void opensWhatItsPersonMayOpenWithAnyResource() throws ParseException {
        Stack.Answer first =
                signIn(v2, "openid offline_access " + Stack.VAULT_RESOURCE + "/.default");
        Stack.Answer other =
                stack.form(v2, with(refresh(first), "scope", MANAGEMENT + "/.default openid"))
                        .expect(200);
        SignedJWT token = SignedJWT.parse(other.text("/access_token"));
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(MANAGEMENT);
        assertThat(token.getJWTClaimsSet().getStringListClaim("amr")).isEqualTo(List.of("pwd"));
        assertThat(token.getJWTClaimsSet().getStringClaim("sid"))
                .isEqualTo(
                        SignedJWT.parse(first.text("/access_token"))
                                .getJWTClaimsSet()
                                .getStringClaim("sid"));
        SignedJWT identity = SignedJWT.parse(other.text("/id_token"));
        assertThat(identity.getJWTClaimsSet().getDateClaim("auth_time")).isNotNull();
        // And without a word of what it's for, what it was for.
        assertThat(
                        SignedJWT.parse(
                                        stack.form(v2, refresh(other))
                                                .expect(200)
                                                .text("/access_token"))
                                .getJWTClaimsSet()
                                .getAudience())
                .containsExactly(Stack.VAULT_RESOURCE);
    }

    @Test
    void isRefusedToOthersAndWhenItIsNone() {
        Stack.Answer first = signIn(v2, "offline_access " + Stack.VAULT_RESOURCE + "/.default");
        refused(with(refresh(first), "client_id", CLI), 400, "invalid_grant", 70008);
        refused(
                with(refresh(first), "client_id", UUID.randomUUID().toString()),
                401,
                "invalid_client",
                7000218);
        refused(with(refresh(first), "refresh_token", "x"), 400, "invalid_grant", 70008);
        refused(
                with(refresh(first), "resource", "https://elsewhere.example"),
                400,
                "invalid_resource",
                500011);
        Map<String, String> none = new HashMap<>(refresh(first));
        none.remove("refresh_token");
        refused(none, 400, "invalid_request", 900144);
        stack.form(v2, refresh(first)).expect(200);
    }

    @Test
    void usedAgainLaterItEndsTheSessionOfWhoeverStoleIt() {
        Stack.Answer first = signIn(v2, "offline_access " + Stack.VAULT_RESOURCE + "/.default");
        Stack.Answer second = stack.form(v2, refresh(first)).expect(200);
        stack.clock.advance(Duration.ofSeconds(61));
        refused(refresh(first), 400, "invalid_grant", 54005);
        refused(refresh(second), 400, "invalid_grant", 70008);
    }

    private Stack.Answer signIn(String endpoint, String scope) {
        return stack.form(endpoint, with(user(), "scope", scope)).expect(200);
    }

    private Map<String, String> user() {
        return Map.of(
                "grant_type", "password",
                "client_id", POWERSHELL,
                "username", name,
                "password", PASSWORD);
    }

    private static Map<String, String> refresh(Stack.Answer answer) {
        return Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                POWERSHELL,
                "refresh_token",
                answer.text("/refresh_token"));
    }

    private void refused(Map<String, String> form, int status, String error, int code) {
        Stack.Answer answer = stack.form(v2, form).expect(status);
        assertThat(answer.text("/error")).isEqualTo(error);
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(code);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> all = new HashMap<>(form);
        all.put(name, value);
        return all;
    }
}
