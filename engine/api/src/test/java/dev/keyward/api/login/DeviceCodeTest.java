package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.Insides;
import dev.keyward.api.arm.Stack;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.model.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device that shows a code, and a person who types it into a browser.
class DeviceCodeTest {
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String SCOPE =
            Stack.VAULT_RESOURCE + "/.default openid profile offline_access";

    @TempDir Path folder;
    private Stack stack;
    private Browser browser;
    private String v2;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        browser = new Browser(stack);
        v2 = "/" + stack.tenant + "/oauth2/v2.0/";
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        """
                        {"displayName":"Ann","userPrincipalName":"ann@keyward.localhost",
                         "passwordProfile":{"password":"%s"}}
                        """
                                .formatted(PASSWORD))
                .expect(201);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aPersonSignsInForADeviceThatAsksMeanwhile() throws Exception {
        Stack.Answer begun = begin(v2);
        assertThat(begun.json().at("/expires_in").asInt()).isEqualTo(900);
        assertThat(begun.json().at("/interval").asInt()).isEqualTo(5);
        assertThat(begun.text("/verification_uri"))
                .isEqualTo("https://" + Stack.LOGIN + "/" + stack.tenant + "/oauth2/deviceauth");
        assertThat(begun.text("/user_code")).matches("[B-Z]{4}-[B-Z]{4}");
        assertThat(begun.text("/message"))
                .contains(begun.text("/user_code"), begun.text("/verification_uri"));
        // However often it asks: libraries take anything else for the end.
        for (int i = 0; i < 8; i++) {
            refused(poll(begun), "authorization_pending", 70016);
        }

        Browser.Shown approval =
                signedIn(typed(begun.text("/user_code").replace("-", "").toLowerCase(Locale.ROOT)));
        assertThat(approval.body())
                .contains("Azure CLI", "127.0.0.1", "ann@keyward.localhost", "be signed in as you");
        refused(poll(begun), "authorization_pending", 70016);
        assertThat(browser.submit(approval, Map.of(), "approve").body())
                .contains("The device is signed in");

        Stack.Answer token = stack.form(v2 + "token", poll(begun)).expect(200);
        SignedJWT said = SignedJWT.parse(token.text("/access_token"));
        assertThat(said.getJWTClaimsSet().getStringClaim("upn")).isEqualTo("ann@keyward.localhost");
        assertThat(said.getJWTClaimsSet().getStringClaim("appid")).isEqualTo(CLI);
        assertThat(said.getJWTClaimsSet().getAudience()).containsExactly(Stack.VAULT_RESOURCE);
        assertThat(token.text("/id_token")).isNotEmpty();
        assertThat(token.text("/client_info")).isNotEmpty();
        assertThat(token.text("/refresh_token")).isNotEmpty();
        refused(poll(begun), "expired_token", 70019);
    }

    /// A session of the browser is its own: logging out there ends nothing here.
    @Test
    void whatWasSignedInOutlivesTheBrowsersSession() {
        Stack.Answer begun = begin(v2);
        browser.submit(signedIn(typed(begun.text("/user_code"))), Map.of(), "approve");
        Stack.Answer token = stack.form(v2 + "token", poll(begun)).expect(200);
        BrowserSessions browsers = new Insides(stack.engine).directory().browsers();
        browsers.end(
                browsers.find(
                                browser.cookies.getOrDefault("__Host-keyward-" + stack.tenant, ""),
                                new TenantId(stack.tenant))
                        .orElseThrow()
                        .session());
        stack.form(
                        v2 + "token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                CLI,
                                "refresh_token",
                                token.text("/refresh_token")))
                .expect(200);
    }

    @Test
    void theOlderEndpointAndThatOfAdFsDoToo() {
        for (String base : new String[] {"/" + stack.tenant + "/oauth2/", "/adfs/oauth2/"}) {
            Stack.Answer begun =
                    stack.form(
                                    base + "devicecode",
                                    Map.of(
                                            "client_id",
                                            POWERSHELL,
                                            "resource",
                                            Stack.VAULT_RESOURCE))
                            .expect(200);
            assertThat(begun.text("/verification_url")).isEqualTo(begun.text("/verification_uri"));
            browser = new Browser(stack);
            Browser.Shown code =
                    browser.get(begun.text("/verification_uri").replaceFirst("https://[^/]+", ""));
            Browser.Shown approval =
                    signedIn(
                            browser.submit(
                                    code, Map.of("user_code", begun.text("/user_code")), "next"));
            browser.submit(approval, Map.of(), "approve");
            Stack.Answer token =
                    stack.form(
                                    base + "token",
                                    Map.of(
                                            "grant_type",
                                            "device_code",
                                            "client_id",
                                            POWERSHELL,
                                            "code",
                                            begun.text("/device_code")))
                            .expect(200);
            // az reckons with what AD FS says.
            assertThat(token.json().at("/expires_in").isInt()).isEqualTo(base.startsWith("/adfs"));
        }
    }

    @Test
    void whoIsSignedInChoosesAndMayDeny() {
        Stack.Answer first = begin(v2);
        browser.submit(signedIn(typed(first.text("/user_code"))), Map.of(), "approve");
        Stack.Answer second = begin(v2);
        Browser.Shown choice = typed(second.text("/user_code"));
        assertThat(choice.body()).contains("Continue as Ann");
        Browser.Shown approval = browser.submit(choice, Map.of(), "continue");
        assertThat(browser.submit(approval, Map.of(), "deny").body()).contains("Denied");
        refused(poll(second), "authorization_declined", 65004);
        // What was decided isn't decided again.
        assertThat(browser.submit(approval, Map.of(), "approve").status()).isEqualTo(400);
        refused(poll(second), "authorization_declined", 65004);
    }

    @Test
    @Tag("security:S-06")
    void nobodyApprovesWithAFormThatIsntHisOwn() {
        Stack.Answer begun = begin(v2);
        Browser.Shown approval = signedIn(typed(begun.text("/user_code")));
        Browser other = new Browser(stack);
        // Without a session, and with one and another browser's form.
        other.get("/" + stack.tenant + "/oauth2/deviceauth");
        assertThat(other.submit(approval, Map.of(), "approve").status()).isEqualTo(400);
        other.cookies.put(
                "__Host-keyward-" + stack.tenant,
                browser.cookies.getOrDefault("__Host-keyward-" + stack.tenant, ""));
        assertThat(other.submit(approval, Map.of(), "approve").status()).isEqualTo(400);
        assertThat(
                        browser.post(
                                        "/" + stack.tenant + "/oauth2/deviceauth",
                                        Map.of("action", "approve"))
                                .status())
                .isEqualTo(400);
        // Of the form for a code no approval comes.
        Browser.Shown code = browser.get("/" + stack.tenant + "/oauth2/deviceauth");
        assertThat(browser.submit(code, Map.of(), "approve").status()).isEqualTo(400);
        refused(poll(begun), "authorization_pending", 70016);
    }

    @Test
    @Tag("security:S-06")
    void whatMustBeRefusedIs() {
        Stack.Answer begun = begin(v2);
        refused(with(poll(begun), "device_code", "x"), "bad_verification_code", 70018);
        refused(with(poll(begun), "client_id", POWERSHELL), "bad_verification_code", 70018);
        refused(with(poll(begun), "device_code", ""), "invalid_request", 900144);
        refused(
                with(poll(begun), "client_id", UUID.randomUUID().toString()),
                401,
                "invalid_client",
                7000218);
        String start = v2 + "devicecode";
        refused(start, Map.of("scope", SCOPE), 400, "invalid_request", 900144);
        refused(start, Map.of("client_id", CLI, "scope", "openid"), 400, "invalid_scope", 70011);
        refused(
                start,
                Map.of("client_id", CLI, "scope", "https://other.example/.default"),
                400,
                "invalid_resource",
                500011);
        refused(
                start,
                Map.of("client_id", UUID.randomUUID().toString(), "scope", SCOPE),
                401,
                "invalid_client",
                7000218);
        refused(
                "/" + UUID.randomUUID() + "/oauth2/v2.0/devicecode",
                Map.of("client_id", CLI, "scope", SCOPE),
                400,
                "invalid_request",
                90002);
        stack.clock.advance(Duration.ofMinutes(15));
        refused(poll(begun), "expired_token", 70019);
        assertThat(typed(begun.text("/user_code")).body()).contains("No device waits");
    }

    @Test
    @Tag("security:S-14")
    void guessingAndAskingAreBounded() {
        for (int i = 0; i < 10; i++) {
            assertThat(typed("BCDF-GHJ" + "KLMNPQRSTV".charAt(i)).body())
                    .contains("No device waits");
        }
        assertThat(typed("BCDF-GHJK").status()).isEqualTo(429);
        stack.clock.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 20; i++) {
            begin(v2);
        }
        stack.form(v2 + "devicecode", Map.of("client_id", CLI, "scope", SCOPE)).expect(429);
        stack.clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            begin(v2);
        }
        stack.clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            begin(v2);
        }
        // Fifty of an address, until they are over and forgotten.
        stack.clock.advance(Duration.ofMinutes(1));
        stack.form(v2 + "devicecode", Map.of("client_id", CLI, "scope", SCOPE)).expect(429);
        stack.clock.advance(Duration.ofMinutes(15));
        new Insides(stack.engine).directory().devices().forgetOld();
        Stack.Answer begun = begin(v2);
        for (int i = 0; i < 10; i++) {
            assertThat(typed(begun.text("/user_code")).body()).contains("Sign in");
        }
        assertThat(typed(begun.text("/user_code")).body()).contains("No device waits");
    }

    private Stack.Answer begin(String base) {
        return stack.form(base + "devicecode", Map.of("client_id", CLI, "scope", SCOPE))
                .expect(200);
    }

    private Browser.Shown typed(String code) {
        Browser.Shown page = browser.get("/" + stack.tenant + "/oauth2/deviceauth");
        return browser.submit(page, Map.of("user_code", code), "next");
    }

    private Browser.Shown signedIn(Browser.Shown page) {
        return browser.submit(
                page, Map.of("username", "ann@keyward.localhost", "password", PASSWORD), "sign-in");
    }

    private static Map<String, String> poll(Stack.Answer begun) {
        return Map.of(
                "grant_type",
                TYPE,
                "client_id",
                CLI,
                "client_info",
                "1",
                "device_code",
                begun.text("/device_code"));
    }

    private void refused(Map<String, String> form, String error, int code) {
        refused(form, 400, error, code);
    }

    private void refused(Map<String, String> form, int status, String error, int code) {
        refused(v2 + "token", form, status, error, code);
    }

    private void refused(
            String target, Map<String, String> form, int status, String error, int code) {
        Stack.Answer answer = stack.form(target, form).expect(status);
        assertThat(answer.text("/error")).isEqualTo(error);
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(code);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> all = new HashMap<>(form);
        all.put(name, value);
        return all;
    }
}
