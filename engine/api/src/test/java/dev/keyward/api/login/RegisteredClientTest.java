package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications whose redirect URIs were registered by graph, and signing out of them.
class RegisteredClientTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String ANN = "ann@keyward.localhost";
    private static final String HOME = "https://shop.example/signed-in";

    @TempDir Path folder;
    private Stack stack;
    private String v2;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        v2 = "/" + stack.tenant + "/oauth2/v2.0/";
        graph(
                        "POST",
                        "/v1.0/users",
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
    void redirectUrisAreKeptByKindAndTold() {
        Stack.Answer made =
                graph(
                                "POST",
                                "/v1.0/applications",
                                """
                                {"displayName":"shop",
                                 "web":{"homePageUrl":"https://shop.example","redirectUris":["https://shop.example/signed-in"]},
                                 "spa":{"redirectUris":["https://shop.example/page"]},
                                 "publicClient":{"redirectUris":["http://localhost/back"]}}
                                """)
                        .expect(201);
        String path = "/v1.0/applications/" + made.text("/id");
        assertThat(made.text("/web/redirectUris/0")).isEqualTo(HOME);
        assertThat(made.text("/web/homePageUrl")).isEqualTo("https://shop.example");
        assertThat(made.text("/spa/redirectUris/0")).isEqualTo("https://shop.example/page");
        assertThat(made.text("/publicClient/redirectUris/0")).isEqualTo("http://localhost/back");
        assertThat(made.json().at("/isFallbackPublicClient").asBoolean()).isFalse();

        graph("PATCH", path, "{\"web\":{\"redirectUris\":[]},\"isFallbackPublicClient\":true}")
                .expect(204);
        Stack.Answer changed = graph("GET", path, null).expect(200);
        assertThat(changed.json().at("/web/redirectUris").isEmpty()).isTrue();
        assertThat(changed.text("/web/homePageUrl")).isEqualTo("https://shop.example");
        assertThat(changed.text("/spa/redirectUris/0")).isEqualTo("https://shop.example/page");
        assertThat(changed.json().at("/isFallbackPublicClient").asBoolean()).isTrue();
    }

    @Test
    void theOlderDialectHasOneListAndAFlag() {
        String aad = "/" + stack.tenant + "/applications";
        Stack.Answer made =
                graph(
                                "POST",
                                aad + "?api-version=1.6",
                                "{\"displayName\":\"tool\",\"publicClient\":true,"
                                        + "\"replyUrls\":[\"http://localhost/\"]}")
                        .expect(201);
        assertThat(made.text("/replyUrls/0")).isEqualTo("http://localhost/");
        assertThat(made.json().at("/publicClient").asBoolean()).isTrue();
        Stack.Answer newer =
                graph("GET", "/v1.0/applications/" + made.text("/objectId"), null).expect(200);
        assertThat(newer.text("/publicClient/redirectUris/0")).isEqualTo("http://localhost/");
    }

    @Test
    void whatNoBrowserMayBeSentToIsRefusedByName() {
        for (String uri :
                new String[] {"http://shop.example/", "https://a@b.example/", "https://a/#b", ""}) {
            graph(
                            "POST",
                            "/v1.0/applications",
                            "{\"displayName\":\"shop\",\"web\":{\"redirectUris\":[\""
                                    + uri
                                    + "\"]}}")
                    .refused(400, "Request_BadRequest");
        }
    }

    @Test
    void aProgramOnAServerShowsItsSecretWithTheCode() {
        Shop shop = shop();
        Browser browser = new Browser(stack);
        Browser.Shown page = browser.get(authorize(shop, HOME));
        assertThat(page.body()).contains("<strong>shop</strong> asks you to sign in");
        String code = signIn(browser, page).code();
        Map<String, String> redeem = redeem(shop, code);
        Stack.Answer without = stack.form(v2 + "token", redeem).expect(401);
        assertThat(without.text("/error")).isEqualTo("invalid_client");
        redeem.put("client_secret", shop.secret);
        stack.form(v2 + "token", redeem).expect(200);
        // No other place, not even below it.
        for (String other : new String[] {HOME + "/", HOME + "?a=b", "https://shop.example/"}) {
            assertThat(browser.get(authorize(shop, other)).status()).as(other).isEqualTo(400);
        }
    }

    // --- signing out

    @Test
    void signingOutEndsTheBrowsersSessionAndAllTokensOfIt() {
        Shop shop = shop();
        Browser browser = new Browser(stack);
        Map<String, String> redeem =
                redeem(shop, signIn(browser, browser.get(authorize(shop, HOME))).code());
        redeem.put("client_secret", shop.secret);
        Stack.Answer tokens = stack.form(v2 + "token", redeem).expect(200);
        me(tokens).expect(200);

        Browser.Shown asked = browser.get(v2 + "logout");
        assertThat(asked.body()).contains("You are signed in as <strong>" + ANN + "</strong>");
        me(tokens).expect(200);
        Browser.Shown out = browser.submit(asked, Map.of(), "sign-out");
        assertThat(out.body()).contains("You are signed out of keyward.localhost");
        assertThat(browser.cookies).hasSize(1);
        me(tokens).expect(401);
        Map<String, String> refresh = new LinkedHashMap<>();
        refresh.put("grant_type", "refresh_token");
        refresh.put("client_id", shop.client);
        refresh.put("client_secret", shop.secret);
        refresh.put("refresh_token", tokens.text("/refresh_token"));
        stack.form(v2 + "token", refresh).expect(400);
        assertThat(browser.get(authorize(shop, HOME)).body()).contains("<label for=\"password\">");
        assertThat(browser.get(v2 + "logout").body()).contains("You are signed out");
    }

    @Test
    void aPersonIsSentBackToTheApplicationAlone() {
        Shop shop = shop();
        Browser browser = new Browser(stack);
        signIn(browser, browser.get(authorize(shop, HOME)));
        String to = "&post_logout_redirect_uri=" + Stack.encode(HOME) + "&state=a%26b";
        Browser.Shown asked = browser.get(v2 + "logout?client_id=" + shop.client + to);
        assertThat(asked.headers().get("Content-Security-Policy"))
                .contains("form-action 'self' https://shop.example");
        assertThat(browser.submit(asked, Map.of(), "sign-out").location())
                .isEqualTo(HOME + "?state=a%26b");
        for (String other :
                new String[] {
                    "?client_id=" + shop.client + "&post_logout_redirect_uri=https%3A%2F%2Fevil",
                    "?post_logout_redirect_uri=" + Stack.encode(HOME)
                }) {
            assertThat(browser.get(v2 + "logout" + other).status()).as(other).isEqualTo(200);
        }
    }

    @Test
    void noOtherPageSignsSomebodyOut() {
        Shop shop = shop();
        Browser browser = new Browser(stack);
        signIn(browser, browser.get(authorize(shop, HOME)));
        browser.post(v2 + "logout", Map.of("action", "sign-out"));
        browser.post(v2 + "logout", Map.of("action", "sign-out", "form", "AAAA"));
        Browser other = new Browser(stack);
        signIn(other, other.get(authorize(shop, HOME)));
        Browser.Shown elsewhere = other.get(v2 + "logout");
        assertThat(browser.submit(elsewhere, Map.of(), "sign-out").body())
                .contains("This page is over");
        assertThat(browser.get(authorize(shop, HOME)).body()).contains("Continue as Ann");
    }

    private record Shop(String client, String secret) {}

    private Shop shop() {
        Stack.Answer made =
                graph(
                                "POST",
                                "/v1.0/applications",
                                "{\"displayName\":\"shop\",\"web\":{\"redirectUris\":[\""
                                        + HOME
                                        + "\"]}}")
                        .expect(201);
        String client = made.text("/appId");
        graph("POST", "/v1.0/servicePrincipals", "{\"appId\":\"" + client + "\"}").expect(201);
        String secret =
                graph(
                                "POST",
                                "/v1.0/applications/" + made.text("/id") + "/addPassword",
                                "{\"passwordCredential\":{}}")
                        .expect(200)
                        .text("/secretText");
        return new Shop(client, secret);
    }

    private Stack.Answer me(Stack.Answer tokens) {
        return stack.call("GET", Stack.GRAPH, "/v1.0/me", tokens.text("/access_token"), null);
    }

    private static Browser.Shown signIn(Browser browser, Browser.Shown page) {
        return browser.submit(page, Map.of("username", ANN, "password", PASSWORD), "sign-in");
    }

    private String authorize(Shop shop, String to) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("client_id", shop.client);
        all.put("redirect_uri", to);
        all.put("response_type", "code");
        all.put("scope", "openid offline_access https://" + Stack.GRAPH + "/.default");
        return v2 + "authorize?" + Browser.encoded(all);
    }

    private static Map<String, String> redeem(Shop shop, String code) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("grant_type", "authorization_code");
        all.put("client_id", shop.client);
        all.put("redirect_uri", HOME);
        all.put("code", code);
        return all;
    }

    private Stack.Answer graph(String method, String path, @Nullable String body) {
        return stack.call(method, Stack.GRAPH, path, stack.graphToken(), body);
    }
}
