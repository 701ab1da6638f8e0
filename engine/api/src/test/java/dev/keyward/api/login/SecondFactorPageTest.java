package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.arm.Stack;
import dev.keyward.testing.PhoneApp;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adding an app for codes at the page of how one signs in, and signing in with it.
class SecondFactorPageTest {
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String ANN = "ann@keyward.localhost";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
    private static final Pattern KEY = Pattern.compile("<code>([A-Z2-7 ]+)</code>");

    @TempDir Path folder;
    private Stack stack;
    private String security;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        security = "/" + stack.tenant + "/security";
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        "{\"displayName\":\"Ann\",\"userPrincipalName\":\""
                                + ANN
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
    void anAppIsAddedAndThenAskedFor() throws ParseException {
        PhoneApp phone = added(new Browser(stack));

        Browser browser = new Browser(stack);
        Browser.Shown asked = password(browser, browser.get(authorize()));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body())
                .contains("autocomplete=\"one-time-code\"")
                .contains("You are signing in as <strong>" + ANN + "</strong>")
                .doesNotContain("<script");
        Browser.Shown wrong = browser.submit(asked, Map.of("code", "000000"), "code");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("role=\"alert\"").contains("The code is wrong");
        Browser.Shown answer = browser.submit(wrong, Map.of("code", code(phone)), "code");
        Stack.Answer tokens =
                stack.form(
                                "/" + stack.tenant + "/oauth2/v2.0/token",
                                Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "client_id",
                                        POWERSHELL,
                                        "redirect_uri",
                                        "http://localhost:8400",
                                        "code_verifier",
                                        VERIFIER,
                                        "code",
                                        answer.code()))
                        .expect(200);
        assertThat(
                        SignedJWT.parse(tokens.text("/access_token"))
                                .getJWTClaimsSet()
                                .getStringListClaim("amr"))
                .isEqualTo(List.of("pwd", "otp", "mfa"));
        // The code was taken, and the form with it isn't good for more.
        assertThat(browser.submit(wrong, Map.of("code", code(phone)), "code").body())
                .contains("was used before");
    }

    @Test
    void theFormOfTheCodeIsGoodInTheBrowserOfThePasswordAlone() {
        PhoneApp phone = added(new Browser(stack));
        Browser browser = new Browser(stack);
        Browser.Shown asked = password(browser, browser.get(authorize()));
        Browser other = new Browser(stack);
        password(other, other.get(authorize()));
        assertThat(other.submit(asked, Map.of("code", code(phone)), "code").body())
                .contains("This page is over");
        stack.clock.advance(Duration.ofMinutes(16));
        assertThat(browser.submit(asked, Map.of("code", code(phone)), "code").body())
                .contains("This page is over");
    }

    @Test
    void aSessionOfBeforeTheAppIsntGoneOnWith() {
        Browser before = new Browser(stack);
        assertThat(password(before, before.get(authorize())).code()).isNotEmpty();
        added(new Browser(stack));
        assertThat(before.get(authorize()).body()).doesNotContain("Continue as");
    }

    @Test
    void fiveWrongCodesAreEnough() {
        PhoneApp phone = added(new Browser(stack));
        Browser browser = new Browser(stack);
        Browser.Shown page = password(browser, browser.get(authorize()));
        for (int i = 0; i < 5; i++) {
            page = browser.submit(page, Map.of("code", "00000" + i), "code");
        }
        assertThat(browser.submit(page, Map.of("code", code(phone)), "code").body())
                .contains("There were too many wrong codes");
    }

    @Test
    void aWrongCodeLeavesTheKeyThatIsInTheAppAlready() {
        Browser browser = new Browser(stack);
        Browser.Shown page = password(browser, browser.get(security));
        String key = key(page);
        Browser.Shown again = browser.submit(page, Map.of("code", "000000"), "confirm");
        assertThat(again.status()).isEqualTo(400);
        assertThat(key(again)).isEqualTo(key);
        // But whoever comes anew gets another.
        assertThat(key(browser.get(security))).isNotEqualTo(key);
    }

    @Test
    void itIsRemovedWithACodeOfIt() {
        Browser browser = new Browser(stack);
        PhoneApp phone = added(browser);
        Browser.Shown page = codeAndPassword(browser, phone);
        assertThat(page.body()).contains("Since 2026-").doesNotContain("<code>");
        assertThat(browser.submit(page, Map.of("code", "000000"), "remove").body())
                .contains("The code is wrong");
        stack.clock.advance(Duration.ofSeconds(30));
        assertThat(browser.submit(page, Map.of("code", code(phone)), "remove").body())
                .contains("The app was removed");
        Browser other = new Browser(stack);
        assertThat(password(other, other.get(authorize())).code()).isNotEmpty();
    }

    /// Adds one, by a browser that is signed in with a password alone.
    private PhoneApp added(Browser browser) {
        Browser.Shown page = password(browser, browser.get(security));
        assertThat(page.headers().get("Cache-Control")).contains("no-store");
        assertThat(Browser.unescaped(page.body()))
                .contains("otpauth://totp/Keyward:ann%40keyward.localhost?secret=");
        PhoneApp phone = PhoneApp.typed(key(page));
        Browser.Shown done = browser.submit(page, Map.of("code", code(phone)), "confirm");
        assertThat(done.body()).contains("The app was added");
        stack.clock.advance(Duration.ofSeconds(30));
        return phone;
    }

    private Browser.Shown codeAndPassword(Browser browser, PhoneApp phone) {
        Browser.Shown asked = password(browser, browser.get(security));
        Browser.Shown page = browser.submit(asked, Map.of("code", code(phone)), "code");
        stack.clock.advance(Duration.ofSeconds(30));
        return page;
    }

    private static Browser.Shown password(Browser browser, Browser.Shown page) {
        return browser.submit(page, Map.of("username", ANN, "password", PASSWORD), "sign-in");
    }

    private static String key(Browser.Shown page) {
        Matcher key = KEY.matcher(page.body());
        assertThat(key.find()).as(page.body()).isTrue();
        return key.group(1);
    }

    private String code(PhoneApp phone) {
        return phone.code(stack.clock.instant());
    }

    private String authorize() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("client_id", POWERSHELL);
        all.put("redirect_uri", "http://localhost:8400");
        all.put("response_type", "code");
        all.put("scope", "openid " + Stack.VAULT_RESOURCE + "/.default");
        all.put("code_challenge", challenge());
        all.put("code_challenge_method", "S256");
        return "/" + stack.tenant + "/oauth2/v2.0/authorize?" + Browser.encoded(all);
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
