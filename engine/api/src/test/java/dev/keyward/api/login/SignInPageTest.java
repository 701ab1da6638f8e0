package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The way of a person's browser and his client from the authorization request to the token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInPageTest {
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String ANN = "ann@keyward.localhost";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
    private static final String LOOPBACK = "http://localhost:8400";

    private Stack stack;
    private Browser browser;
    private String v1;
    private String v2;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        stack = new Stack(folder.resolve("home"));
        v1 = "/" + stack.tenant + "/oauth2/";
        v2 = "/" + stack.tenant + "/oauth2/v2.0/";
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        "{\"displayName\":\"Ann <b>Other</b>\",\"userPrincipalName\":\""
                                + ANN
                                + "\",\"passwordProfile\":{\"password\":\""
                                + PASSWORD
                                + "\"}}")
                .expect(201);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    /// What one test tried is over for the next.
    @BeforeEach
    void later() {
        stack.clock.advance(Duration.ofMinutes(15));
        browser = new Browser(stack);
    }

    @Test
    void somebodySignsInAndHisClientGetsTokens() throws ParseException {
        Browser.Shown page = browser.get(authorize(Map.of()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<strong>Azure PowerShell</strong> asks you to sign in")
                .contains("<strong>" + Stack.VAULT_RESOURCE + "</strong>")
                .contains("Directory: keyward.localhost")
                .contains("<label for=\"username\">")
                .contains("autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"")
                .doesNotContain("<script");
        Browser.Shown answer = signIn(page, ANN, PASSWORD);
        assertThat(answer.location()).startsWith(LOOPBACK + "?code=");
        assertThat(answer.answer())
                .containsEntry("state", "a state & more")
                .containsEntry("iss", "https://" + Stack.LOGIN + "/" + stack.tenant + "/v2.0");

        Stack.Answer tokens = redeem(answer.code(), Map.of()).expect(200);
        JWTClaimsSet access = claims(tokens, "access_token");
        assertThat(access.getAudience()).containsExactly(Stack.VAULT_RESOURCE);
        assertThat(access.getStringListClaim("amr")).isEqualTo(List.of("pwd"));
        assertThat(access.getStringClaim("sid")).isNotEmpty();
        JWTClaimsSet identity = claims(tokens, "id_token");
        assertThat(identity.getStringClaim("nonce")).isEqualTo("a nonce");
        assertThat(identity.getStringClaim("preferred_username")).isEqualTo(ANN);
        assertThat(tokens.text("/refresh_token")).hasSize(70);
    }

    @Test
    void whoIsSignedInGoesOnWithAClick() {
        signedIn();
        Browser.Shown choice =
                browser.get(authorize(Map.of("client_id", CLI, "prompt", "select_account")));
        assertThat(choice.body())
                .contains("<strong>Azure CLI</strong>")
                .contains("Continue as Ann &lt;b&gt;Other&lt;/b&gt;");
        Browser.Shown answer = browser.submit(choice, Map.of(), "continue");
        redeem(answer.code(), Map.of("client_id", CLI)).expect(200);
        // Or with another account, which takes its place.
        Browser.Shown other = browser.submit(choice, Map.of(), "other");
        assertThat(other.body()).contains("<label for=\"password\">");
        String before = sessionCookie();
        signIn(other, ANN, PASSWORD);
        assertThat(sessionCookie()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, login",
        "max_age, 0",
        "login_hint, bob@keyward.localhost",
    })
    void isAskedForHisPasswordAgainWhereTheClientWantsIt(String parameter, String value) {
        signedIn();
        stack.clock.advance(Duration.ofSeconds(2));
        Browser.Shown page = browser.get(authorize(Map.of(parameter, value)));
        assertThat(page.body()).contains("<label for=\"password\">");
        assertThat(page.field("username")).isEqualTo(parameter.equals("login_hint") ? value : "");
    }

    @Test
    void aSessionIsOverAfterEightHours() {
        signedIn();
        stack.clock.advance(Duration.ofHours(8).minusSeconds(1));
        assertThat(browser.get(authorize(Map.of())).body()).contains("Continue as");
        stack.clock.advance(Duration.ofSeconds(1));
        assertThat(browser.get(authorize(Map.of())).body()).doesNotContain("Continue as");
    }

    @Test
    void nothingButItselfIsAllowedToThePage() {
        Browser.Shown page = browser.get(authorize(Map.of()));
        assertThat(page.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsKey("Strict-Transport-Security");
        assertThat(page.headers().get("Cache-Control")).contains("no-store");
        String style =
                page.body()
                        .substring(
                                page.body().indexOf("<style>") + 7,
                                page.body().indexOf("</style>"));
        assertThat(page.headers().get("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; style-src 'sha256-"
                                + Base64.getEncoder().encodeToString(sha256(style))
                                + "'; form-action 'self' http://localhost:8400; frame-ancestors"
                                + " 'none'; base-uri 'none'");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() {
        Browser.Shown page = browser.get(authorize(Map.of()));
        String wrong = masked(signIn(page, ANN, "wrong"), ANN);
        String unknown =
                masked(
                        signIn(page, "nobody@keyward.localhost", "wrong"),
                        "nobody@keyward.localhost");
        assertThat(wrong).isEqualTo(unknown).contains("role=\"alert\"");
    }

    @Test
    void aNameIsLockedAfterFiveWrongPasswords() {
        Browser.Shown page = browser.get(authorize(Map.of()));
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(page, ANN, "wrong").status()).isEqualTo(400);
        }
        assertThat(signIn(page, ANN, PASSWORD).body()).contains("Try again in 15 minutes");
        stack.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn(browser.get(authorize(Map.of())), ANN, PASSWORD).location())
                .contains("code=");
    }

    @Test
    void aDisabledAccountIsToldSoOnceThePasswordIsRight() {
        patch("{\"accountEnabled\":false}");
        Browser.Shown page = browser.get(authorize(Map.of()));
        assertThat(signIn(page, ANN, "wrong").body()).contains("is wrong");
        assertThat(signIn(page, ANN, PASSWORD).body()).contains("is disabled");
        patch("{\"accountEnabled\":true}");
    }

    @Test
    void aSessionEndsWithItsPersonsStanding() {
        signedIn();
        patch("{\"accountEnabled\":false}");
        assertThat(browser.get(authorize(Map.of())).body()).doesNotContain("Continue as");
        patch("{\"accountEnabled\":true}");
        assertThat(browser.get(authorize(Map.of())).body()).doesNotContain("Continue as");
    }

    @Test
    void aNewPasswordEndsWhatWasSignedInToWithTheOneBefore() {
        endsAtOnce(() -> patch("{\"passwordProfile\":{\"password\":\"" + PASSWORD + "\"}}"));
    }

    @Test
    void revokingEndsWhatWasSignedInTo() {
        endsAtOnce(() ->
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/users/" + ANN + "/revokeSignInSessions",
                                stack.graphToken(),
                                null)
                        .expect(204));
    }

    private void endsAtOnce(Runnable end) {
        Stack.Answer tokens =
                redeem(signedIn(), Map.of("resource", "https://" + Stack.GRAPH + "/")).expect(200);
        String token = tokens.text("/access_token");
        stack.call("GET", Stack.GRAPH, "/v1.0/me", token, null).expect(200);
        end.run();
        stack.call("GET", Stack.GRAPH, "/v1.0/me", token, null).expect(401);
        stack.form(
                        v2 + "token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                POWERSHELL,
                                "refresh_token",
                                tokens.text("/refresh_token")))
                .expect(400);
        assertThat(browser.get(authorize(Map.of())).body()).doesNotContain("Continue as");
    }

    // --- forms

    @Test
    void aFormIsGoodInItsBrowserAlone() {
        Browser.Shown page = browser.get(authorize(Map.of()));
        Browser other = new Browser(stack);
        Map<String, String> filledIn = Map.of("username", ANN, "password", PASSWORD);
        assertThat(other.submit(page, filledIn, "sign-in").status()).isEqualTo(400);
        other.get(authorize(Map.of()));
        Browser.Shown refused = other.submit(page, filledIn, "sign-in");
        assertThat(refused.body()).contains("This page is over");
        assertThat(other.cookies).hasSize(1);
    }

    @Test
    void aFormIsGoodForAWhileAndForWhatItIs() {
        Browser.Shown page = browser.get(authorize(Map.of()));
        // Not to go on as somebody, who would have to be signed in.
        assertThat(browser.submit(page, Map.of(), "continue").status()).isEqualTo(400);
        Map<String, String> fields = new LinkedHashMap<>(page.fields());
        String form = page.field("form");
        for (String changed :
                List.of("", form.substring(1), "A" + form, form.replaceFirst(".$", "_"), "%")) {
            fields.put("form", changed);
            fields.put("action", "sign-in");
            fields.put("username", ANN);
            fields.put("password", PASSWORD);
            assertThat(browser.post(page.action(), fields).status()).as(changed).isEqualTo(400);
        }
        stack.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn(page, ANN, PASSWORD).body()).contains("This page is over");
    }

    @Test
    void whoCancelsIsSentBack() {
        Browser.Shown answer = browser.submit(browser.get(authorize(Map.of())), Map.of(), "cancel");
        assertThat(answer.answer())
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state & more");
    }

    // --- what is refused

    /// Nobody is sent anywhere.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id | 3d7f9a53-0000-4000-8000-000000000000 | AADSTS700016",
                "client_id | powershell | AADSTS900144",
                "client_id | '' | AADSTS900144",
                "redirect_uri | '' | AADSTS50011",
                "redirect_uri | https://localhost:8400 | AADSTS50011",
                "redirect_uri | https://client.example/ | AADSTS50011",
                "redirect_uri | http://localhost.client.example/ | AADSTS50011",
                "redirect_uri | http://localhost@client.example/ | AADSTS50011",
                "redirect_uri | http://user@localhost:8400/ | AADSTS50011",
                "redirect_uri | http://localhost:8400/#a | AADSTS50011",
                "redirect_uri | http://localhost:8400\\@client.example/ | AADSTS50011",
                "redirect_uri | http://127.0.0.2:8400/ | AADSTS50011",
                "redirect_uri | http://LOCALHOST:8400/ | AADSTS50011",
                "redirect_uri | javascript:alert(1) | AADSTS50011",
                "redirect_uri | urn:ietf:wg:oauth:2.0:oob | AADSTS50011",
                "redirect_uri | https://login.microsoftonline.com/common/oauth2/nativeclient/x |"
                        + " AADSTS50011",
            })
    void aRequestOfNobodyKnownIsAnsweredByAPage(String parameter, String value, String code) {
        Browser.Shown page = browser.get(authorize(Map.of(parameter, value)));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.headers()).doesNotContainKey("Location");
        assertThat(page.body()).contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response_type | token | unsupported_response_type",
                "response_type | code id_token | unsupported_response_type",
                "response_type | '' | unsupported_response_type",
                "response_mode | web_message | invalid_request",
                "code_challenge | '' | invalid_request",
                "code_challenge | short | invalid_request",
                "code_challenge_method | plain | invalid_request",
                "code_challenge_method | '' | invalid_request",
                "prompt | none | login_required",
                "prompt | none login | invalid_request",
                "max_age | soon | invalid_request",
                "scope | https://elsewhere.example/.default | invalid_resource",
                "scope | https://a.example/x https://b.example/x | invalid_scope",
            })
    void aRequestThatIsntGrantedIsAnsweredToItsClient(
            String parameter, String value, String error) {
        Browser.Shown answer = browser.get(authorize(Map.of(parameter, value)));
        assertThat(answer.location()).startsWith(LOOPBACK + "?error=");
        assertThat(answer.answer())
                .containsEntry("error", error)
                .containsEntry("state", "a state & more")
                .containsKey("iss");
        assertThat(answer.answer().get("error_description")).startsWith("AADSTS");
    }

    @Test
    void anyProgramOfTheMachineMayListenSoNobodyIsAskedInVain() {
        signedIn();
        assertThat(browser.get(authorize(Map.of("prompt", "none"))).answer())
                .containsEntry("error", "interaction_required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:1",
                "http://localhost:65535/path?query=1",
                "http://127.0.0.1:3000/",
                "http://[::1]:3000/",
                "https://login.microsoftonline.com/common/oauth2/nativeclient",
            })
    void aToolListensOnAnyPortOfTheMachine(String uri) {
        Browser.Shown page = browser.get(authorize(Map.of("redirect_uri", uri)));
        Browser.Shown answer = signIn(page, ANN, PASSWORD);
        assertThat(answer.location()).startsWith(uri + (uri.contains("?") ? "&" : "?") + "code=");
        redeem(answer.code(), Map.of("redirect_uri", uri)).expect(200);
    }

    @Test
    void theAnswerComesInTheWayThatIsAskedFor() {
        Browser.Shown page =
                signIn(browser.get(authorize(Map.of("response_mode", "fragment"))), ANN, PASSWORD);
        assertThat(page.location()).startsWith(LOOPBACK + "#code=");
        Browser.Shown form =
                browser.submit(
                        browser.get(authorize(Map.of("response_mode", "form_post"))),
                        Map.of(),
                        "continue");
        assertThat(form.action()).isEqualTo(LOOPBACK);
        assertThat(form.fields()).containsKeys("code", "state", "iss");
        assertThat(form.headers().get("Content-Security-Policy"))
                .contains("form-action 'self' " + LOOPBACK + ";");
        redeem(form.field("code"), Map.of()).expect(200);
    }

    @Test
    void theOlderEndpointAndThatOfAdfsDoTheSame() {
        Map<String, String> older = request(Map.of("resource", Stack.VAULT_RESOURCE));
        older.put("scope", "openid");
        Browser.Shown first = signIn(browser.post(v1 + "authorize", older), ANN, PASSWORD);
        assertThat(first.answer())
                .containsEntry("iss", "https://" + Stack.LOGIN + "/" + stack.tenant + "/");
        Map<String, String> code = code(first.code(), Map.of());
        assertThat(stack.form(v1 + "token", code).expect(200).text("/resource"))
                .isEqualTo(Stack.VAULT_RESOURCE);
        Browser.Shown adfs =
                browser.submit(
                        browser.get("/adfs/oauth2/authorize?" + Browser.encoded(older)),
                        Map.of(),
                        "continue");
        assertThat(adfs.answer()).containsEntry("iss", "https://" + Stack.LOGIN + "/adfs");
        stack.form("/adfs/oauth2/token", code(adfs.code(), Map.of())).expect(200);
    }

    // --- codes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code | a code | 400 | 70008",
                "code_verifier | another-verifier-of-at-least-43-characters-- | 400 | 70008",
                "code_verifier | '' | 400 | 70008",
                "redirect_uri | http://localhost:8401 | 400 | 70008",
                "redirect_uri | http://localhost:8400/ | 400 | 70008",
                "redirect_uri | '' | 400 | 900144",
                "client_id | 04b07795-8ddb-461a-bbee-02f9e1bf7b46 | 400 | 70008",
                "client_id | 3d7f9a53-0000-4000-8000-000000000000 | 401 | 7000218",
                "resource | https://elsewhere.example | 400 | 500011",
            })
    void aCodeIsRefusedWithAnythingElseThanItWasMadeFor(
            String parameter, String value, int status, int error) {
        String code = signedIn();
        Stack.Answer answer = redeem(code, Map.of(parameter, value)).expect(status);
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(error);
        redeem(code, Map.of()).expect(200);
    }

    @Test
    void aCodeUsedTwiceEndsWhatCameOfIt() {
        String code = signedIn();
        Stack.Answer tokens =
                redeem(code, Map.of("resource", "https://" + Stack.GRAPH + "/")).expect(200);
        String token = tokens.text("/access_token");
        stack.call("GET", Stack.GRAPH, "/v1.0/me", token, null).expect(200);
        Stack.Answer twice = redeem(code, Map.of()).expect(400);
        assertThat(twice.json().at("/error_codes/0").asInt()).isEqualTo(54005);
        stack.call("GET", Stack.GRAPH, "/v1.0/me", token, null).expect(401);
        Map<String, String> refresh =
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        POWERSHELL,
                        "refresh_token",
                        tokens.text("/refresh_token"));
        assertThat(stack.form(v2 + "token", refresh).expect(400).text("/error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aCodeIsOverAfterTwoMinutes() {
        String code = signedIn();
        stack.clock.advance(Duration.ofMinutes(2));
        redeem(code, Map.of()).expect(400);
    }

    @Test
    void aRefreshTokenComesToWhoAskedForItWithTheCode() {
        Browser.Shown answer =
                signIn(
                        browser.get(authorize(Map.of("scope", Stack.VAULT_RESOURCE + "/.default"))),
                        ANN,
                        PASSWORD);
        Stack.Answer tokens = redeem(answer.code(), Map.of()).expect(200);
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(tokens.json().has("id_token")).isFalse();
    }

    // --- parts

    /// @return the code
    private String signedIn() {
        return signIn(browser.get(authorize(Map.of())), ANN, PASSWORD).code();
    }

    private Browser.Shown signIn(Browser.Shown page, String name, String password) {
        return browser.submit(page, Map.of("username", name, "password", password), "sign-in");
    }

    private String sessionCookie() {
        return browser.cookies.getOrDefault("__Host-keyward-" + stack.tenant, "");
    }

    private void patch(String body) {
        stack.call("PATCH", Stack.GRAPH, "/v1.0/users/" + ANN, stack.graphToken(), body)
                .expect(204);
    }

    private static String masked(Browser.Shown page, String name) {
        Map<String, String> headers = new LinkedHashMap<>(page.headers());
        headers.remove("x-ms-request-id");
        return page.status()
                + " "
                + headers
                + page.body().replace(page.field("form"), "FORM").replace(name, "NAME");
    }

    private String authorize(Map<String, String> changed) {
        return v2 + "authorize?" + Browser.encoded(request(changed));
    }

    private static Map<String, String> request(Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("client_id", POWERSHELL);
        all.put("redirect_uri", LOOPBACK);
        all.put("response_type", "code");
        all.put("scope", "openid profile offline_access " + Stack.VAULT_RESOURCE + "/.default");
        all.put("state", "a state & more");
        all.put("nonce", "a nonce");
        all.put(
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(VERIFIER)));
        all.put("code_challenge_method", "S256");
        all.putAll(changed);
        return all;
    }

    private Stack.Answer redeem(String code, Map<String, String> changed) {
        return stack.form(v2 + "token", code(code, changed));
    }

    private static Map<String, String> code(String code, Map<String, String> changed) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("grant_type", "authorization_code");
        all.put("client_id", POWERSHELL);
        all.put("code", code);
        all.put("redirect_uri", LOOPBACK);
        all.put("code_verifier", VERIFIER);
        all.putAll(changed);
        return all;
    }

    private static JWTClaimsSet claims(Stack.Answer answer, String token) throws ParseException {
        return SignedJWT.parse(answer.text("/" + token)).getJWTClaimsSet();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
