package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.Peers;
import dev.keyward.api.arm.Stack;
import dev.keyward.testing.HttpsPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Applications that show an assertion in place of a secret: of their own, signed by the key of a
/// certificate, or of another issuer, which is a real one over HTTPS here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAssertionTest {
    private static final String LOGIN = "https://" + Stack.LOGIN + "/";
    private static final String EXCHANGE = "api://AzureADTokenExchange";
    private static final String SUBJECT = "system:serviceaccount:shop:web";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Path folder;
    private Stack stack;
    private HttpsPeer issuer;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean out;
    private volatile String issuerNames = "";

    private SigningClient rsa;
    private SigningClient ec;
    private SigningClient old;
    private SigningClient workload;
    private SigningClient stranger;

    private String appId;
    private String objectId;
    private String principal;

    @BeforeAll
    void start(@TempDir Path ofClass) throws Exception {
        folder = ofClass;
        issuer = Peers.https(this::answer);
        issuerNames = issuer.url();
        stack =
                new Stack(
                        folder.resolve("home"),
                        null,
                        EngineConfig.Profile.SERVER,
                        Peers.rules(issuer));
        Instant from = NOW.minusSeconds(3600);
        Instant to = NOW.plusSeconds(30 * 86400);
        rsa = SigningClient.rsa(from, to);
        ec = SigningClient.ec(from, to);
        old = SigningClient.rsa(from, NOW.minusSeconds(60));
        workload = SigningClient.rsa(from, to);
        stranger = SigningClient.rsa(from, to);
        Stack.Answer made =
                graph(
                                "POST",
                                "/v1.0/applications",
                                "{\"displayName\":\"Shop\",\"keyCredentials\":["
                                        + credential(rsa)
                                        + ","
                                        + credential(ec)
                                        + ","
                                        + credential(old)
                                        + "]}")
                        .expect(201);
        appId = made.text("/appId");
        objectId = made.text("/id");
        principal =
                graph("POST", "/v1.0/servicePrincipals", "{\"appId\":\"" + appId + "\"}")
                        .expect(201)
                        .text("/id");
        graph(
                        "POST",
                        "/v1.0/applications/" + objectId + "/federatedIdentityCredentials",
                        federated("cluster", issuer.url(), SUBJECT, EXCHANGE))
                .expect(201);
    }

    @AfterAll
    void stop() {
        stack.close();
        issuer.close();
    }

    /// Discovery and keys, as Kubernetes publishes them.
    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String body =
                switch (exchange.getRequestURI().getPath()) {
                    case "/.well-known/openid-configuration" ->
                            "{\"issuer\":\""
                                    + issuerNames
                                    + "\",\"jwks_uri\":\""
                                    + issuer.url()
                                    + "/openid/v1/jwks\"}";
                    case "/openid/v1/jwks" ->
                            "{\"keys\":["
                                    + new RSAKey.Builder((RSAPublicKey) publicKey(workload))
                                            .keyID("k1")
                                            .build()
                                            .toJSONString()
                                    + "]}";
                    default -> "";
                };
        HttpsPeer.answer(
                exchange, out || body.isEmpty() ? 503 : 200, body.getBytes(StandardCharsets.UTF_8));
    }

    // --- certificates

    @Test
    void everyClientsWayOfWritingItIsTaken() {
        Map<String, String> ways = new LinkedHashMap<>();
        // identity.md, section 4: Java, Java for AD FS, JavaScript, Python by PEM.
        ways.put("x5t#S256", rsa.thumbprint("SHA-256", Base64.getEncoder()));
        ways.put("x5t", rsa.thumbprint("SHA-1", Base64.getEncoder()));
        ways.put("x5t#S256 ", rsa.thumbprint("SHA-256", Base64.getUrlEncoder().withoutPadding()));
        ways.put("x5t ", rsa.thumbprint("SHA-1", Base64.getUrlEncoder()));
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            ways.forEach((member, thumbprint) -> {
                JWSHeader header =
                        header(
                                "{\"alg\":\"%s\",\"typ\":\"JWT\",\"%s\":\"%s\",\"x5c\":[\"%s\"]}"
                                        .formatted(
                                                algorithm,
                                                member.trim(),
                                                thumbprint,
                                                rsa.base64()));
                token(rsa.sign(header, claims().build())).expect(200);
            });
        }
        token(ec.sign(JWSAlgorithm.ES256, ClientAssertionTest::same, claims().build())).expect(200);
    }

    @Test
    void everyNameOfTheTokenEndpointIsAnAudience() {
        for (String audience :
                List.of(
                        LOGIN + stack.tenant + "/oauth2/token",
                        LOGIN + stack.tenant + "/oauth2/v2.0/token",
                        LOGIN + stack.tenant + "/v2.0",
                        LOGIN + stack.tenant + "/",
                        LOGIN + stack.tenant)) {
            token(rsa(claims().audience(audience).build())).expect(200);
        }
    }

    @Test
    void theTokenSaysThatItWasACertificateAndTheRecordWhichOne() throws Exception {
        String assertion = rsa(claims().build());
        String token = token(assertion).expect(200).text("/access_token");
        JWTClaimsSet said = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(said.getStringClaim("appidacr")).isEqualTo("2");
        assertThat(said.getStringClaim("appid")).isEqualTo(appId);
        assertThat(said.getStringClaim("oid")).isEqualTo(principal);

        String trail = everythingIn("audit");
        assertThat(trail).contains("\"servicePrincipalCredentialThumbprint\":\"" + hex(rsa) + "\"");
        assertThat(everythingIn(""))
                .doesNotContain(assertion.substring(assertion.lastIndexOf('.') + 1));
    }

    /// Each is told why it is refused, in Entra's numbers; none of them gets a token.
    @Test
    @Tag("security:S-06")
    void whatMustBeRefusedIs() throws Exception {
        String used = rsa(claims().build());
        token(used).expect(200);
        Map<String, Refused> table = new LinkedHashMap<>();
        table.put("no algorithm", at(700027, () -> new PlainJWT(claims().build()).serialize()));
        table.put(
                "no algorithm, by a registered thumbprint",
                at(
                        700027,
                        () ->
                                unsigned(
                                        "{\"alg\":\"none\",\"x5t#S256\":\"%s\"}"
                                                .formatted(sha256(rsa)))));
        table.put("HMAC with the certificate", at(700027, () -> hmac(rsa.certificate())));
        table.put("HMAC with the public key", at(700027, () -> hmac(publicKey(rsa).getEncoded())));
        table.put(
                "a key of its own",
                at(50027, () -> stranger.sign(JWSAlgorithm.RS256, this::own, claims().build())));
        for (String member : List.of("jku", "x5u")) {
            table.put(
                    member,
                    at(
                            50027,
                            () ->
                                    rsa.sign(
                                            header(
                                                    "{\"alg\":\"RS256\",\"%s\":\"https://evil.example/k\",\"x5t#S256\":\"%s\"}"
                                                            .formatted(member, sha256(rsa))),
                                            claims().build())));
        }
        table.put(
                "an extension nobody knows",
                at(
                        50027,
                        () ->
                                rsa.sign(
                                        JWSAlgorithm.RS256,
                                        header -> header.criticalParams(Set.of("exp")),
                                        claims().build())));
        table.put("used before", at(5002723, () -> used));
        table.put("for too long", at(700024, () -> rsa(claims().expirationTime(in(901)).build())));
        table.put("expired", at(700024, () -> rsa(claims().expirationTime(in(-301)).build())));
        table.put("for later", at(700024, () -> rsa(claims().notBeforeTime(in(301)).build())));
        table.put("without end", at(50027, () -> rsa(claims().expirationTime(null).build())));
        table.put("without jti", at(50027, () -> rsa(claims().jwtID(null).build())));
        table.put(
                "of another client",
                at(700021, () -> rsa(claims().subject(UUID.randomUUID().toString()).build())));
        table.put(
                "issued by another client",
                at(700211, () -> rsa(claims().issuer(UUID.randomUUID().toString()).build())));
        table.put(
                "for another tenant",
                at(
                        700023,
                        () ->
                                rsa(
                                        claims().audience(
                                                        LOGIN
                                                                + UUID.randomUUID()
                                                                + "/oauth2/v2.0/token")
                                                .build())));
        table.put(
                "for another authority",
                at(
                        700023,
                        () ->
                                rsa(
                                        claims().audience(
                                                        "https://login.microsoftonline.com/"
                                                                + stack.tenant
                                                                + "/oauth2/v2.0/token")
                                                .build())));
        table.put(
                "for two",
                at(
                        700023,
                        () ->
                                rsa(
                                        claims().audience(
                                                        List.of(
                                                                audience(),
                                                                "https://other.example"))
                                                .build())));
        table.put(
                "by an expired certificate",
                at(
                        7000222,
                        () ->
                                old.sign(
                                        JWSAlgorithm.RS256,
                                        ClientAssertionTest::same,
                                        claims().build())));
        table.put(
                "by a certificate that isn't registered",
                at(
                        700027,
                        () ->
                                stranger.sign(
                                        JWSAlgorithm.RS256,
                                        ClientAssertionTest::same,
                                        claims().build())));
        table.put(
                "by another key under a registered thumbprint",
                at(
                        700027,
                        () ->
                                stranger.sign(
                                        header(
                                                "{\"alg\":\"RS256\",\"x5t#S256\":\"%s\"}"
                                                        .formatted(sha256(rsa))),
                                        claims().build())));
        table.put(
                "by two thumbprints of which one is another's",
                at(
                        700027,
                        () ->
                                rsa.sign(
                                        header(
                                                "{\"alg\":\"RS256\",\"x5t\":\"%s\",\"x5t#S256\":\"%s\"}"
                                                        .formatted(
                                                                stranger.thumbprint(
                                                                        "SHA-1",
                                                                        Base64.getUrlEncoder()),
                                                                sha256(rsa))),
                                        claims().build())));
        table.put(
                "without thumbprint",
                at(700027, () -> rsa.sign(header("{\"alg\":\"RS256\"}"), claims().build())));
        table.put(
                "with claims that were changed", at(700027, () -> changed(rsa(claims().build()))));
        table.put("anything else", at(50027, () -> "a.b.c"));
        table.forEach((what, refused) -> {
            Stack.Answer answer = token(refused.assertion.get());
            assertThat(answer.status()).as(what + ": " + answer.json()).isEqualTo(401);
            assertThat(answer.text("/error")).as(what).isEqualTo("invalid_client");
            assertThat(answer.json().at("/error_codes/0").asInt()).as(what).isEqualTo(refused.code);
        });
    }

    private record Refused(int code, Supplier<String> assertion) {}

    private static Refused at(int code, Supplier<String> assertion) {
        return new Refused(code, assertion);
    }

    @Test
    void anUnknownApplicationIsAnsweredAsAWrongSignatureIs() {
        String unknown = UUID.randomUUID().toString();
        Stack.Answer answer =
                token(unknown, rsa(claims().issuer(unknown).subject(unknown).build()));
        assertThat(answer.json().at("/error_codes/0").asInt()).isEqualTo(700027);
    }

    @Test
    @Tag("security:S-08")
    void aRemovedCertificateIsOutAtOnceWithItsTokens() throws Exception {
        SigningClient brief = SigningClient.rsa(NOW.minusSeconds(60), NOW.plusSeconds(3600));
        String keyId =
                graph(
                                "POST",
                                "/v1.0/applications/" + objectId + "/addKey",
                                "{\"keyCredential\":" + credential(brief) + ",\"proof\":\"\"}")
                        .expect(200)
                        .text("/keyId");
        String token =
                tokenFor(
                                "https://" + Stack.GRAPH + "/",
                                brief.sign(
                                        JWSAlgorithm.PS256,
                                        ClientAssertionTest::same,
                                        claims().build()))
                        .expect(200)
                        .text("/access_token");
        stack.call("GET", Stack.GRAPH, "/v1.0/users", token, null).expect(200);

        graph(
                        "POST",
                        "/v1.0/applications/" + objectId + "/removeKey",
                        "{\"keyId\":\"" + keyId + "\"}")
                .expect(204);
        stack.call("GET", Stack.GRAPH, "/v1.0/users", token, null).expect(401);
        assertThat(
                        token(
                                        brief.sign(
                                                JWSAlgorithm.RS256,
                                                ClientAssertionTest::same,
                                                claims().build()))
                                .json()
                                .at("/error_codes/0")
                                .asInt())
                .isEqualTo(700027);
    }

    /// With a token alone, which could be stolen, an application can't.
    @Test
    void anApplicationAddsAKeyToItselfByProofOfOneThatItHas() throws Exception {
        SigningClient next = SigningClient.ec(NOW.minusSeconds(60), NOW.plusSeconds(3600));
        String own =
                tokenFor("https://" + Stack.GRAPH + "/", rsa(claims().build()))
                        .expect(200)
                        .text("/access_token");
        JWTClaimsSet proof =
                new JWTClaimsSet.Builder()
                        .audience("00000002-0000-0000-c000-000000000000")
                        .issuer(objectId)
                        .notBeforeTime(in(0))
                        .expirationTime(in(600))
                        .build();
        String path = "/v1.0/applications/" + objectId + "/addKey";
        String body = "{\"keyCredential\":" + credential(next) + ",\"proof\":\"%s\"}";
        for (String wrong :
                List.of(
                        "",
                        "a.b.c",
                        stranger.sign(JWSAlgorithm.RS256, ClientAssertionTest::same, proof),
                        rsa(claims().build()),
                        old.sign(JWSAlgorithm.RS256, ClientAssertionTest::same, proof))) {
            stack.call("POST", Stack.GRAPH, path, own, body.formatted(wrong))
                    .refused(403, "Authorization_RequestDenied");
        }
        stack.call("POST", Stack.GRAPH, path, own, body.formatted(rsa(proof))).expect(200);
        token(next.sign(JWSAlgorithm.ES256, ClientAssertionTest::same, claims().build()))
                .expect(200);
    }

    @Test
    void aListOfCertificatesKeepsThoseItNamesAndNoOther() throws Exception {
        Stack.Answer made =
                graph(
                                "POST",
                                "/v1.0/applications",
                                "{\"displayName\":\"Listed\",\"keyCredentials\":["
                                        + credential(rsa)
                                        + ","
                                        + credential(ec)
                                        + "]}")
                        .expect(201);
        assertThat(made.text("/keyCredentials/0/type")).isEqualTo("AsymmetricX509Cert");
        String path = "/v1.0/applications/" + made.text("/id");
        String kept = made.text("/keyCredentials/0/keyId");
        graph(
                        "PATCH",
                        path,
                        "{\"keyCredentials\":[{\"keyId\":\""
                                + kept
                                + "\",\"key\":null,\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\"},"
                                + credential(stranger)
                                + "]}")
                .expect(204);
        List<String> ids =
                graph("GET", path, "")
                        .expect(200)
                        .json()
                        .at("/keyCredentials")
                        .findValuesAsText("keyId");
        assertThat(ids).hasSize(2).contains(kept);
        graph("PATCH", path, "{\"keyCredentials\":[{\"keyId\":\"" + UUID.randomUUID() + "\"}]}")
                .refused(400, "Request_BadRequest");
        graph("PATCH", path, "{\"keyCredentials\":[{\"type\":\"Symmetric\",\"usage\":\"Verify\"}]}")
                .refused(400, "Request_BadRequest");
        graph("PATCH", path, "{\"keyCredentials\":[{\"key\":\"AAAA\"}]}")
                .refused(400, "Request_BadRequest");
    }

    // --- other issuers

    @Test
    void aWorkloadSignsInByTheTokenOfItsCluster() throws Exception {
        String assertion = workload(workloadClaims().build());
        String token = token(assertion).expect(200).text("/access_token");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("appidacr"))
                .isEqualTo("2");
        // A file that is shown again and again.
        token(assertion).expect(200);
        int before = asked.get();
        token(workload(workloadClaims().build())).expect(200);
        assertThat(asked.get()).isEqualTo(before);

        // Keys that are known count while the issuer is out.
        out = true;
        token(workload(workloadClaims().build())).expect(200);
        out = false;
    }

    @Test
    @Tag("security:S-07")
    void onlyTheExactWordsOfATrustedIssuerAreBelieved() throws Exception {
        Map<String, Refused> table = new LinkedHashMap<>();
        table.put(
                "another issuer",
                at(700211, () -> workload(workloadClaims().issuer(issuer.url() + "/").build())));
        table.put(
                "another subject",
                at(700213, () -> workload(workloadClaims().subject(SUBJECT + "-2").build())));
        table.put(
                "a subject in other letters",
                at(
                        700213,
                        () ->
                                workload(
                                        workloadClaims()
                                                .subject("System" + SUBJECT.substring(6))
                                                .build())));
        table.put(
                "another audience",
                at(700212, () -> workload(workloadClaims().audience("sts.amazonaws.com").build())));
        table.put(
                "another key",
                at(
                        700027,
                        () ->
                                stranger.sign(
                                        header("{\"alg\":\"RS256\",\"kid\":\"k1\"}"),
                                        workloadClaims().build())));
        table.put(
                "expired",
                at(700024, () -> workload(workloadClaims().expirationTime(in(-301)).build())));
        table.put(
                "for days",
                at(700024, () -> workload(workloadClaims().expirationTime(in(2 * 86400)).build())));
        table.put(
                "a key of its own",
                at(
                        50027,
                        () ->
                                stranger.sign(
                                        JWSAlgorithm.RS256, this::own, workloadClaims().build())));
        table.forEach((what, refused) -> {
            Stack.Answer answer = token(refused.assertion.get()).expect(401);
            assertThat(answer.json().at("/error_codes/0").asInt())
                    .as(what + ": " + answer.json())
                    .isEqualTo(refused.code);
        });
    }

    @Test
    void anIssuerThatTheSettingsDontNameIsntCalled() {
        graph(
                        "POST",
                        "/v1.0/applications/" + objectId + "/federatedIdentityCredentials",
                        federated("github", "https://token.example", "repo:a/b:ref:main", EXCHANGE))
                .expect(201);
        Stack.Answer answer =
                token(
                        workload(
                                workloadClaims()
                                        .issuer("https://token.example")
                                        .subject("repo:a/b:ref:main")
                                        .build()));
        assertThat(answer.expect(401).json().at("/error_codes/0").asInt()).isEqualTo(50166);
    }

    @Test
    void federatedCredentialsAreKeptAsGraphHasThem() {
        String path = "/v1.0/applications/" + objectId + "/federatedIdentityCredentials";
        Stack.Answer made =
                graph(
                                "POST",
                                path,
                                federated(
                                        "gitlab",
                                        "https://gitlab.example",
                                        "project_path:a/b",
                                        "x"))
                        .expect(201);
        assertThat(graph("GET", path + "/gitlab", "").expect(200).json()).isEqualTo(made.json());
        String one = path + "/" + made.text("/id");
        graph("PATCH", one, "{\"subject\":\"project_path:a/c\",\"description\":\"d\"}").expect(204);
        assertThat(graph("GET", one, "").expect(200).text("/subject"))
                .isEqualTo("project_path:a/c");
        assertThat(graph("GET", path, "").expect(200).json().at("/value").findValuesAsText("name"))
                .contains("cluster", "gitlab");

        for (String wrong :
                List.of(
                        federated("gitlab", "https://other.example", "s", "x"),
                        federated("a", "https://other.example", "s", "x"),
                        federated("plain", "http://other.example", "s", "x"),
                        federated("query", "https://other.example?x", "s", "x"),
                        federated("same", "https://gitlab.example", "project_path:a/c", "x"),
                        "{\"name\":\"nothing\"}")) {
            assertThat(graph("POST", path, wrong).status()).as(wrong).isEqualTo(400);
        }
        graph("DELETE", one, "").expect(204);
        graph("GET", one, "").expect(404);
    }

    // --- what is sent

    private Stack.Answer token(String assertion) {
        return token(appId, assertion);
    }

    private Stack.Answer token(String client, String assertion) {
        return token(client, Stack.VAULT_RESOURCE, assertion);
    }

    private Stack.Answer tokenFor(String resource, String assertion) {
        return token(appId, resource, assertion);
    }

    private Stack.Answer token(String client, String resource, String assertion) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client);
        form.put("scope", resource + "/.default");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return stack.form("/" + stack.tenant + "/oauth2/v2.0/token", form);
    }

    private Stack.Answer graph(String method, String path, String body) {
        return stack.call(method, Stack.GRAPH, path, stack.graphToken(), body);
    }

    private static String credential(SigningClient client) {
        return "{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\""
                + client.base64()
                + "\"}";
    }

    private static String federated(String name, String issuer, String subject, String audience) {
        return "{\"name\":\"%s\",\"issuer\":\"%s\",\"subject\":\"%s\",\"audiences\":[\"%s\"]}"
                .formatted(name, issuer, subject, audience);
    }

    private String audience() {
        return LOGIN + stack.tenant + "/oauth2/v2.0/token";
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(appId)
                .subject(appId)
                .audience(audience())
                .jwtID(UUID.randomUUID().toString())
                .notBeforeTime(in(0))
                .expirationTime(in(600));
    }

    private JWTClaimsSet.Builder workloadClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .subject(SUBJECT)
                .audience(EXCHANGE)
                .issueTime(in(0))
                .expirationTime(in(3600));
    }

    private Date in(long seconds) {
        return Date.from(stack.clock.instant().plusSeconds(seconds));
    }

    private String rsa(JWTClaimsSet claims) {
        return rsa.sign(JWSAlgorithm.RS256, ClientAssertionTest::same, claims);
    }

    private String workload(JWTClaimsSet claims) {
        return workload.sign(header("{\"alg\":\"RS256\",\"kid\":\"k1\"}"), claims);
    }

    private static JWSHeader.Builder same(JWSHeader.Builder header) {
        return header;
    }

    private JWSHeader.Builder own(JWSHeader.Builder header) {
        return header.jwk(new RSAKey.Builder((RSAPublicKey) publicKey(stranger)).build());
    }

    private static JWSHeader header(String json) {
        try {
            return JWSHeader.parse(json);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(SigningClient client) {
        return client.thumbprint("SHA-256", Base64.getUrlEncoder().withoutPadding());
    }

    private String unsigned(String header) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return url.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + url.encodeToString(claims().build().toString().getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    private String hmac(byte[] secret) {
        try {
            SignedJWT jwt =
                    new SignedJWT(
                            header(
                                    "{\"alg\":\"HS256\",\"x5t#S256\":\"%s\"}"
                                            .formatted(sha256(rsa))),
                            claims().build());
            jwt.sign(new MACSigner(secret));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String changed(String assertion) {
        String[] parts = assertion.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = claims.replaceFirst("\"jti\":\"[^\"]+\"", "\"jti\":\"other\"");
        return parts[0]
                + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(other.getBytes(StandardCharsets.UTF_8))
                + "."
                + parts[2];
    }

    private static PublicKey publicKey(SigningClient client) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(client.certificate()))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(SigningClient client) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(
                        Base64.getUrlDecoder()
                                .decode(client.thumbprint("SHA-256", Base64.getUrlEncoder())));
    }

    private String everythingIn(String below) throws IOException {
        StringBuilder everything = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("home").resolve(below))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return everything.toString();
    }
}
