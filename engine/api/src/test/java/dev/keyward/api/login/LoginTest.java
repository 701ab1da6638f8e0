package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String BASE = "https://login.local.keyward.localhost:8443/";

    private static final Pattern JSON_OBJECT =
            Pattern.compile("\\{\"time\":.*?\"resourceId\":\"[^\"]*\"\\}");

    @TempDir Path folder;
    private Stack stack;
    private String v1;
    private String v2;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        v1 = "/" + stack.tenant + "/oauth2/token";
        v2 = "/" + stack.tenant + "/oauth2/v2.0/token";
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    // --- tokens

    @Test
    @Tag("seed:A-13")
    void theOlderEndpointTakesAResourceAndAnswersInStrings() {
        Stack.Answer answer = stack.form(v1, client(Map.of("resource", Stack.VAULT_RESOURCE)));
        answer.expect(200);
        assertThat(answer.text("/token_type")).isEqualTo("Bearer");
        assertThat(answer.json().at("/expires_in").isTextual()).isTrue();
        assertThat(answer.text("/expires_in")).isEqualTo("3600");
        assertThat(answer.text("/expires_on")).isEqualTo("1795518000");
        assertThat(answer.text("/not_before")).isEqualTo("1795514400");
        assertThat(answer.text("/resource")).isEqualTo(Stack.VAULT_RESOURCE);
        assertThat(answer.headers().get("Cache-Control")).contains("no-store");
        assertThat(claims(answer).get("aud").asText()).isEqualTo(Stack.VAULT_RESOURCE);
    }

    @Test
    void theNewerEndpointTakesAScopeAndAnswersInNumbers() {
        // As MSAL for Java sends it, for an application too.
        Stack.Answer answer =
                stack.form(
                        v2,
                        client(
                                Map.of(
                                        "scope",
                                        "profile offline_access "
                                                + Stack.VAULT_RESOURCE
                                                + "/.default openid",
                                        "client_info",
                                        "1",
                                        "claims",
                                        "{\"access_token\":{}}")));
        answer.expect(200);
        assertThat(answer.json().at("/expires_in").isInt()).isTrue();
        assertThat(answer.json().at("/resource").isMissingNode()).isTrue();
        assertThat(answer.json().at("/refresh_token").isMissingNode()).isTrue();
        assertThat(claims(answer).get("aud").asText()).isEqualTo(Stack.VAULT_RESOURCE);
        assertThat(claims(answer).get("ver").asText()).isEqualTo("1.0");
    }

    @Test
    void aDoubledSlashInAScopeMeansAResourceWithASlash() {
        Stack.Answer answer =
                stack.form(v2, client(Map.of("scope", Stack.VAULT_RESOURCE + "//.default")));
        assertThat(claims(answer.expect(200)).get("aud").asText())
                .isEqualTo(Stack.VAULT_RESOURCE + "/");
    }

    @Test
    void everySpellingOfTheTenantAndTheAzureNamesOfTheVaultWork() {
        for (String tenant :
                List.of(
                        stack.tenant.toString().toUpperCase(java.util.Locale.ROOT),
                        "keyward.localhost",
                        "organizations",
                        "common",
                        "adfs")) {
            stack.form(
                            "/" + tenant + "/oauth2/token",
                            client(Map.of("resource", "https://vault.azure.net")))
                    .expect(200);
        }
        stack.form(v2, client(Map.of("scope", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093/.default")))
                .expect(200);
    }

    @Test
    void aClientMayShowItsSecretInTheHeader() {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (stack.administrator.application()
                                                + ":"
                                                + Stack.encode(stack.secret()))
                                        .getBytes(StandardCharsets.UTF_8));
        Map<String, List<String>> headers = Map.of("authorization", List.of("Basic " + basic));
        String body =
                "grant_type=client_credentials&resource=" + Stack.encode(Stack.VAULT_RESOURCE);
        stack.send("POST", Stack.LOGIN, v1, headers, body).expect(200);
        refused(
                stack.send("POST", Stack.LOGIN, v1, headers, body + "&client_secret=x"),
                400,
                "invalid_request",
                900144);
    }

    @Test
    void aUserSignsInThroughAToolThatShowsNoSecret() throws IOException {
        createUser("alice@keyward.localhost", "correct horse");
        Map<String, String> fields =
                Map.of(
                        "grant_type", "password",
                        "client_id", POWERSHELL,
                        "username", "Alice@keyward.localhost",
                        "password", "correct horse",
                        "scope", "openid " + Stack.VAULT_RESOURCE + "/.default",
                        "client_info", "1");
        Stack.Answer answer = stack.form(v2, fields).expect(200);
        assertThat(claims(answer).get("upn").asText()).isEqualTo("alice@keyward.localhost");
        assertThat(claims(answer).get("scp").asText()).isEqualTo("user_impersonation");
        assertThat(claims(answer).get("appidacr").asText()).isEqualTo("0");

        JsonNode identity = payload(answer.text("/id_token"));
        assertThat(identity.get("aud").asText()).isEqualTo(POWERSHELL);
        assertThat(identity.get("iss").asText()).isEqualTo(BASE + stack.tenant + "/v2.0");
        assertThat(identity.get("preferred_username").asText())
                .isEqualTo("alice@keyward.localhost");
        JsonNode info = json(Base64.getUrlDecoder().decode(answer.text("/client_info")));
        assertThat(info.get("utid").asText()).isEqualTo(stack.tenant.toString());
        assertThat(info.get("uid").asText()).isEqualTo(claims(answer).get("oid").asText());

        // An id token opens nothing.
        stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/subscriptions?api-version=2022-12-01",
                        answer.text("/id_token"),
                        null)
                .expect(401);
    }

    // --- refusals

    @Test
    void refusalsSayWhatToolsLookFor() {
        Map<String, String> resource = Map.of("resource", Stack.VAULT_RESOURCE);
        refused(
                stack.form("/elsewhere.example/oauth2/token", client(resource)),
                400,
                "invalid_request",
                90002);
        refused(stack.form(v1, Map.of()), 400, "invalid_request", 900144);
        refused(
                stack.form(v1, with(client(resource), "grant_type", "urn:made:up")),
                400,
                "unsupported_grant_type",
                70003);
        refused(
                stack.form(v1, client(Map.of("resource", "https://elsewhere.example"))),
                400,
                "invalid_resource",
                500011);
        refused(stack.form(v1, client(Map.of())), 400, "invalid_request", 900144);
        refused(stack.form(v2, client(Map.of("scope", "openid"))), 400, "invalid_scope", 70011);
        refused(
                stack.form(
                        v2,
                        client(
                                Map.of(
                                        "scope",
                                        Stack.VAULT_RESOURCE
                                                + "/.default"
                                                + " https://management.example/.default"))),
                400,
                "invalid_scope",
                70011);
        refused(
                stack.form(v1, with(client(resource), "client_assertion", "a.b.c")),
                400,
                "invalid_request",
                900144);
        refused(
                stack.send("POST", Stack.LOGIN, v1, Map.of(), "grant_type=%zz"),
                400,
                "invalid_request",
                900144);
        refused(
                stack.send("POST", Stack.LOGIN, v1, Map.of(), "a=1&a=2"),
                400,
                "invalid_request",
                900144);
        Map<String, String> user =
                Map.of(
                        "grant_type", "password",
                        "client_id", UUID.randomUUID().toString(),
                        "username", "a",
                        "password", "b",
                        "resource", Stack.VAULT_RESOURCE);
        refused(stack.form(v1, user), 401, "invalid_client", 7000218);
        refused(stack.form(v1, with(user, "client_id", POWERSHELL)), 400, "invalid_grant", 50126);
    }

    @Test
    @Tag("security:S-06")
    void anUnknownApplicationAndAWrongSecretAreToldApartByNobody() {
        Map<String, String> resource = Map.of("resource", Stack.VAULT_RESOURCE);
        Stack.Answer wrong = stack.form(v1, with(client(resource), "client_secret", "wrong"));
        Stack.Answer unknown =
                stack.form(v1, with(client(resource), "client_id", UUID.randomUUID().toString()));
        Stack.Answer malformed = stack.form(v1, with(client(resource), "client_id", "nobody"));
        for (Stack.Answer answer : List.of(wrong, unknown, malformed)) {
            refused(answer, 401, "invalid_client", 7000215);
        }
        assertThat(withoutIds(wrong))
                .isEqualTo(withoutIds(unknown))
                .isEqualTo(withoutIds(malformed));
    }

    @Test
    void guessingIsThrottledWithATimeToWait() {
        Map<String, String> guess =
                with(client(Map.of("resource", Stack.VAULT_RESOURCE)), "client_secret", "guess");
        for (int i = 0; i < 10; i++) {
            stack.form(v1, guess).expect(401);
        }
        Stack.Answer throttled = stack.form(v1, guess).expect(429);
        assertThat(throttled.headers().get("Retry-After")).isEqualTo("60");
        refused(throttled, 429, "temporarily_unavailable", 90055);
        stack.form(v1, client(Map.of("resource", Stack.VAULT_RESOURCE))).expect(200);
    }

    // --- documents

    @Test
    @Tag("seed:A-3")
    void theDiscoveryDocumentsStayOnTheirOrigin() {
        Stack.Answer newer =
                get("/" + stack.tenant + "/v2.0/.well-known/openid-configuration").expect(200);
        assertThat(newer.text("/issuer")).isEqualTo(BASE + stack.tenant + "/v2.0");
        assertThat(newer.text("/token_endpoint"))
                .isEqualTo(BASE + stack.tenant + "/oauth2/v2.0/token");
        assertThat(newer.text("/jwks_uri")).isEqualTo(BASE + stack.tenant + "/discovery/v2.0/keys");
        assertThat(newer.text("/authorization_endpoint")).startsWith(BASE);

        // By its domain: the tenant's id is in what comes back.
        assertThat(
                        get("/keyward.localhost/.well-known/openid-configuration")
                                .expect(200)
                                .text("/token_endpoint"))
                .isEqualTo(BASE + stack.tenant + "/oauth2/token");
        Stack.Answer adfs = get("/adfs/.well-known/openid-configuration").expect(200);
        assertThat(adfs.text("/issuer")).isEqualTo(BASE + "adfs");
        assertThat(adfs.text("/token_endpoint")).isEqualTo(BASE + "adfs/oauth2/token");
        get("/elsewhere.example/v2.0/.well-known/openid-configuration").expect(400);
    }

    /// Access tokens are signed with ES256 here, since this server was told to.
    @Test
    void anIndependentVerifierAcceptsTokensByThePublishedKeys() throws Exception {
        createUser("alice@keyward.localhost", "correct horse battery staple");
        SignedJWT access = SignedJWT.parse(stack.token(Stack.VAULT_RESOURCE));
        SignedJWT identity =
                SignedJWT.parse(
                        stack.form(
                                        v2,
                                        Map.of(
                                                "grant_type", "password",
                                                "client_id", POWERSHELL,
                                                "username", "alice@keyward.localhost",
                                                "password", "correct horse battery staple",
                                                "scope",
                                                        "openid "
                                                                + Stack.VAULT_RESOURCE
                                                                + "/.default"))
                                .expect(200)
                                .text("/id_token"));
        assertThat(access.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(identity.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        JWKSet keys =
                JWKSet.parse(
                        get("/" + stack.tenant + "/discovery/v2.0/keys")
                                .expect(200)
                                .json()
                                .toString());
        for (SignedJWT jwt : List.of(access, identity)) {
            JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
            assertThat(key.getAlgorithm()).isEqualTo(jwt.getHeader().getAlgorithm());
            assertThat(
                            jwt.verify(
                                    new DefaultJWSVerifierFactory()
                                            .createJWSVerifier(
                                                    jwt.getHeader(),
                                                    key instanceof RSAKey rsa
                                                            ? rsa.toPublicKey()
                                                            : key.toECKey().toPublicKey())))
                    .isTrue();
        }
        JWK rsa = keys.getKeyByKeyId(identity.getHeader().getKeyID());
        assertThat(rsa.toJSONObject()).containsEntry("x5t", rsa.getKeyID());
        // Parsing compared the key with its certificate.
        assertThat(rsa.getX509CertChain()).hasSize(1);
        assertThat(
                        get("/" + stack.tenant + "/v2.0/.well-known/openid-configuration")
                                .text("/id_token_signing_alg_values_supported/0"))
                .isEqualTo("RS256");
    }

    @Test
    void clientsLearnThatThisHostIsAnAuthorityAndPasswordsAreManagedHere() {
        Stack.Answer realm = get("/common/userrealm/alice@keyward.localhost?api-version=1.0");
        assertThat(realm.expect(200).text("/account_type")).isEqualTo("Managed");

        String endpoint = "https://" + Stack.LOGIN + "/" + stack.tenant + "/oauth2/v2.0/authorize";
        Stack.Answer instance =
                get(
                        "/common/discovery/instance?api-version=1.1&authorization_endpoint="
                                + Stack.encode(endpoint));
        assertThat(instance.expect(200).text("/tenant_discovery_endpoint"))
                .isEqualTo(BASE + stack.tenant + "/v2.0/.well-known/openid-configuration");
        assertThat(instance.text("/metadata/0/aliases/0")).isEqualTo(Stack.LOGIN);

        for (String other :
                List.of(
                        "https://evil.example/x/oauth2/v2.0/authorize",
                        "https://" + Stack.LOGIN,
                        "not a url",
                        "mailto:x")) {
            assertThat(
                            get("/common/discovery/instance?authorization_endpoint="
                                            + Stack.encode(other))
                                    .expect(400)
                                    .text("/error"))
                    .isEqualTo("invalid_instance");
        }
    }

    // --- trail

    @Test
    @Tag("security:S-09")
    @Tag("security:S-13")
    void everySignInIsOnTheRecordAndNoSecretIs() throws IOException {
        String token = stack.token(Stack.VAULT_RESOURCE);
        stack.form(
                v1,
                with(
                        client(Map.of("resource", Stack.VAULT_RESOURCE)),
                        "client_secret",
                        "marker-of-a-wrong-secret"));
        String secret = stack.secret();
        stack.close();

        StringBuilder trail = new StringBuilder();
        StringBuilder everything = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                everything.append(content);
                if (file.startsWith(folder.resolve("home").resolve("audit"))) {
                    trail.append(content);
                }
            }
        }
        assertThat(trail)
                .contains("\"category\":\"SignIn\"")
                .contains("\"clientId\":\"" + stack.administrator.application() + "\"")
                .contains("\"grantType\":\"client_credentials\"")
                .contains("\"reason\":\"BAD_CLIENT\"");
        assertThat(everything)
                .doesNotContain(secret)
                .doesNotContain("marker-of-a-wrong-secret")
                .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }

    @Test
    @Tag("security:S-13")
    @Tag("security:S-14")
    void aWrongPasswordLeavesOneRecordAndOneWhoseClientLeftIsntHashed() throws IOException {
        List<CompletableFuture<ApiResponse>> guesses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            guesses.add(guess("name-" + i));
        }
        // Behind them, on however many threads.
        CompletableFuture<ApiResponse> left = guess("left");
        left.cancel(false);
        guesses.forEach(each -> assertThat(each.join().status()).isEqualTo(400));
        stack.close();

        List<JsonNode> records;
        try (Stream<Path> segments = Files.walk(folder.resolve("home").resolve("audit"))) {
            records =
                    segments.filter(Files::isRegularFile)
                            .flatMap(LoginTest::records)
                            .filter(record ->
                                    record.at("/properties/user").asText().matches("name.*|left"))
                            .toList();
        }
        assertThat(records)
                .filteredOn(record -> !record.at("/properties/user").asText().equals("left"))
                .hasSize(6)
                .allSatisfy(record -> {
                    assertThat(record.at("/properties/reason").asText()).isEqualTo("BAD_USER");
                    assertThat(record.at("/properties/httpStatusCode").asInt()).isEqualTo(400);
                });
        assertThat(records)
                .filteredOn(record -> record.at("/properties/user").asText().equals("left"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.at("/properties/httpStatusCode").asInt()).isEqualTo(499));
    }

    private CompletableFuture<ApiResponse> guess(String name) {
        String body =
                "grant_type=password&client_id="
                        + POWERSHELL
                        + "&username="
                        + name
                        + "&password=wrong&resource="
                        + Stack.encode(Stack.VAULT_RESOURCE);
        return stack.engine
                .handle(
                        new ApiRequest(
                                "POST",
                                Stack.LOGIN,
                                v1,
                                "",
                                Map.of(),
                                body.getBytes(StandardCharsets.UTF_8),
                                "192.0.2.1",
                                "TLS1_3"))
                .toCompletableFuture();
    }

    private static Stream<JsonNode> records(Path segment) {
        try {
            // What frames the records isn't JSON.
            return JSON_OBJECT
                    .matcher(Files.readString(segment, StandardCharsets.ISO_8859_1))
                    .results()
                    .map(found -> json(found.group().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    // --- what is sent

    private Map<String, String> client(Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(more);
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", stack.administrator.application().toString());
        fields.put("client_secret", stack.secret());
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private Stack.Answer get(String target) {
        return stack.call("GET", Stack.LOGIN, target, null, null);
    }

    private static void refused(Stack.Answer answer, int status, String error, int code) {
        answer.expect(status);
        assertThat(answer.text("/error")).isEqualTo(error);
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(code);
        assertThat(answer.text("/error_description")).startsWith("AADSTS" + code + ": ");
        assertThat(answer.text("/timestamp")).isEqualTo("2026-11-24 10:00:00Z");
    }

    private static String withoutIds(Stack.Answer answer) {
        return answer.json()
                .toString()
                .replace(answer.text("/trace_id"), "")
                .replace(answer.text("/correlation_id"), "");
    }

    private void createUser(String name, String password) {
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        stack.graphToken(),
                        "{\"displayName\":\"Alice\",\"userPrincipalName\":\""
                                + name
                                + "\",\"passwordProfile\":{\"password\":\""
                                + password
                                + "\"}}")
                .expect(201);
    }

    private static JsonNode claims(Stack.Answer answer) {
        return payload(answer.text("/access_token"));
    }

    private static JsonNode payload(String token) {
        return json(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
