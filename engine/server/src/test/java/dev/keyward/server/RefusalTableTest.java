package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.server.CertificateServer.Answer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every token, assertion, refresh token and certificate that must be refused, against a running
/// server: what it is, how it is made, and what is answered. The table of security.md, section 9.2,
/// is this one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalTableTest {
    private static final Path PAGE =
            Path.of(System.getProperty("keyward.root", "../.."), "engine/docs/security.md");
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static final String PASSWORD = "correct horse battery staple";
    private static final int LATEST_RECORD_SECONDS = 10;

    /// @param answer status, code, and the number that the message begins with
    private record Row(String what, String how, String answer, Attempt attempt) {
        String line() {
            return "| " + what + " | " + how + " | " + answer + " |";
        }
    }

    @FunctionalInterface
    private interface Attempt {
        Answer make() throws Exception;
    }

    private CertificateServer server;
    private ClientIdentity own;
    private ClientIdentity old;
    private ClientIdentity stranger;
    private String token;
    private SigningKey key;
    private final List<Row> rows = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new CertificateServer(folder, InstantSource.system());
        Instant now = Instant.now();
        Instant from = now.minus(Duration.ofHours(1));
        own = ClientIdentity.rsa(from, now.plus(Duration.ofDays(1)));
        old = ClientIdentity.rsa(from, now.minus(Duration.ofMinutes(1)));
        stranger = ClientIdentity.rsa(from, now.plus(Duration.ofDays(1)));
        server.register(own, old);
        token = server.token(CertificateServer.VAULT);
        key = signingKey();
        tokens();
        boundTokens();
        assertions();
        certificates();
        refreshTokens();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Tag("security:S-06")
    void whatMustBeRefusedIsAndTheTrailSaysSo() throws Exception {
        Map<Row, Answer> answers = new LinkedHashMap<>();
        for (Row row : rows) {
            answers.put(row, row.attempt.make());
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Row, Answer> each : answers.entrySet()) {
            Row row = each.getKey();
            String said = said(each.getValue());
            if (!said.equals(row.answer)) {
                wrong.add(row.what + ", " + row.how + ": " + said + " in place of " + row.answer);
            } else if (!isOnRecord(each.getValue())) {
                wrong.add(row.what + ", " + row.how + ": no audit record");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void thePageHasTheSameTable() throws IOException {
        String page = Files.readString(PAGE);
        int section = page.indexOf("### 9.2 ");
        List<String> table =
                page.substring(section, page.indexOf("\n## ", section))
                        .lines()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
                        .toList();
        assertThat(table).isEqualTo(rows.stream().map(Row::line).toList());
    }

    private static String said(Answer answer) {
        JsonNode code = answer.json().at("/error_codes/0");
        if (!code.isMissingNode()) {
            return answer.status() + " " + answer.text("/error") + ", AADSTS" + code.asText();
        }
        String message = answer.text("/error/message");
        return answer.status()
                + " "
                + answer.text("/error/code")
                + (message.startsWith("AKV10000: ")
                        ? ", " + message
                        : message.startsWith("AKV") ? ", " + message.split(":")[0] : "");
    }

    /// Refusals that are alike share a record, which is written when they are over.
    private boolean isOnRecord(Answer answer) throws IOException, InterruptedException {
        String id = answer.headers().getOrDefault("x-ms-request-id", answer.text("/trace_id"));
        String result = answer.status() == 401 ? "Unauthorized" : "Bad Request";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATEST_RECORD_SECONDS);
        do {
            if (server.records(id).stream()
                    .anyMatch(line ->
                            line.contains("\"resultSignature\":\"" + result)
                                    && (line.contains("\"reason\":\"")
                                            || line.contains("\"resultDescription\":\"")))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        } while (System.nanoTime() < end);
        return false;
    }

    // --- access tokens

    private void token(String what, String how, String answer, String shown) {
        rows.add(new Row(what, how, answer, () -> list(server.plain(), server.base(), shown)));
    }

    private Answer list(HttpClient client, String base, String shown)
            throws IOException, InterruptedException {
        return server.signed(client, "GET", base + CertificateServer.SECRETS, shown, "");
    }

    private void tokens() throws Exception {
        String malformed = "401 Unauthorized, AKV10000: The token is malformed.";
        String unsigned = "401 Unauthorized, AKV10000: The token's signature is invalid.";
        Map<String, String> other = SecondTenant.make(server.server, Map.of());
        String otherTenant = Objects.requireNonNull(other.get("AZURE_TENANT_ID"));
        String foreign =
                server.token(
                                server.plain(),
                                server.base(),
                                otherTenant,
                                server.form(
                                        CertificateServer.VAULT,
                                        "client_id",
                                        Objects.requireNonNull(other.get("AZURE_CLIENT_ID")),
                                        "client_secret",
                                        Objects.requireNonNull(other.get("AZURE_CLIENT_SECRET"))))
                        .expect(200)
                        .text("/access_token");
        String[] parts = token.split("\\.");
        String header = decoded(parts[0]);
        String claims = decoded(parts[1]);
        String kid = header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
        rows.add(
                new Row(
                        "access token",
                        "none",
                        "401 Unauthorized, AKV10000: Request is missing a Bearer or PoP token.",
                        () ->
                                server.ask(
                                        server.plain(),
                                        "GET",
                                        server.base() + CertificateServer.SECRETS,
                                        "")));
        token(
                "access token",
                "of another tenant of this server",
                "401 Unauthorized, AKV10032",
                foreign);
        token(
                "access token",
                "of another tenant, its `tid` and `iss` changed to this one",
                unsigned,
                changed(foreign, otherTenant, server.administrator.tenant().toString()));
        token(
                "access token",
                "for the management plane, shown to a vault",
                "401 Unauthorized, AKV10022",
                server.token(server.base()));
        rows.add(
                new Row(
                        "access token",
                        "for vaults, shown to the management plane",
                        "401 InvalidAuthenticationToken",
                        () ->
                                server.signed(
                                        server.plain(),
                                        "GET",
                                        server.base() + "/subscriptions?api-version=2022-12-01",
                                        token,
                                        "")));
        token(
                "access token",
                "of another issuer: signed by a key that isn't one of this server's",
                "401 Unauthorized, AKV10046",
                stranger.sign("{\"alg\":\"RS256\",\"kid\":\"x\"}", claims));
        token(
                "access token",
                "signed by another key under the `kid` of this server's",
                unsigned,
                stranger.sign(header, claims));
        token(
                "access token",
                "its audience changed after it was signed",
                unsigned,
                changed(token, CertificateServer.VAULT, CertificateServer.VAULT + "/"));
        token(
                "access token",
                "`alg` is `none`, without a signature",
                malformed,
                ClientIdentity.signingInput("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}", claims)
                        + ".");
        token(
                "access token",
                "`alg` is `none`, with the signature of a good one",
                malformed,
                ClientIdentity.signingInput("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}", claims)
                        + "."
                        + parts[2]);
        String hmac = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
        token(
                "access token",
                "HS256 with the public key's DER as the key",
                malformed,
                hmac(hmac, claims, key.der()));
        token(
                "access token",
                "HS256 with the public key's PEM as the key",
                malformed,
                hmac(hmac, claims, pem("PUBLIC KEY", key.der())));
        token(
                "access token",
                "HS256 with the modulus as the key",
                malformed,
                hmac(hmac, claims, key.modulus()));
        token(
                "access token",
                "HS256 with the certificate of the JWKS as the key",
                malformed,
                hmac(hmac, claims, key.certificate()));
        token(
                "access token",
                "`alg` is PS256 where the key is for RS256",
                malformed,
                ClientIdentity.signingInput("{\"alg\":\"PS256\",\"kid\":\"" + kid + "\"}", claims)
                        + "."
                        + parts[2]);
        for (Map.Entry<String, String> member : embedded(stranger)) {
            token(
                    "access token",
                    "a key of its own in `" + member.getKey() + "`",
                    malformed,
                    stranger.sign(
                            "{\"alg\":\"RS256\",\"kid\":\""
                                    + kid
                                    + "\",\""
                                    + member.getKey()
                                    + "\":"
                                    + member.getValue()
                                    + "}",
                            claims));
        }
        token(
                "access token",
                "an extension in `crit` that nobody knows",
                malformed,
                stranger.sign(
                        "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\",\"crit\":[\"x\"],\"x\":1}",
                        claims));
        token("access token", "no JWT at all", malformed, "x");
    }

    private void boundTokens() throws Exception {
        String bound = "access token bound to a certificate (`cnf`)";
        String answer =
                "401 Unauthorized, AKV10000: The token is bound to a client certificate that the"
                        + " connection doesn't prove.";
        HttpClient owner = server.client(own, HttpClient.Version.HTTP_2);
        String stolen =
                server.token(owner, server.mutualBase(), server.form(CertificateServer.VAULT))
                        .expect(200)
                        .text("/access_token");
        // Known as good from here on.
        list(owner, server.mutualBase(), stolen).expect(200);
        owner.close();
        rows.add(
                new Row(
                        bound,
                        "over a connection without a certificate",
                        answer,
                        () -> list(server.plain(), server.mutualBase(), stolen)));
        rows.add(
                new Row(
                        bound,
                        "over a connection of another certificate",
                        answer,
                        () -> {
                            try (HttpClient other =
                                    server.client(stranger, HttpClient.Version.HTTP_2)) {
                                return list(other, server.mutualBase(), stolen);
                            }
                        }));
        rows.add(
                new Row(
                        bound,
                        "with the certificate in a header, as proxies send it",
                        answer,
                        () ->
                                server.ask(
                                        server.plain(),
                                        "GET",
                                        server.base() + CertificateServer.SECRETS,
                                        "",
                                        "Authorization",
                                        "Bearer " + stolen,
                                        "X-ARR-ClientCert",
                                        Base64.getEncoder().encodeToString(own.certificate()))));
        token(
                bound,
                "its `cnf` taken out",
                "401 Unauthorized, AKV10000: The token's signature is invalid.",
                changed(stolen, "\"cnf\":{\"x5t#S256\":\"" + own.thumbprint() + "\"},", ""));
    }

    // --- assertions

    private void assertions() throws Exception {
        String client = server.administrator.application().toString();
        String audience =
                server.base() + "/" + server.administrator.tenant() + "/oauth2/v2.0/token";
        String header = header("RS256", own);
        String used = own.sign(header, claims(client, client, audience, 600));
        server.token(server.plain(), server.base(), assertion(used)).expect(200);
        assertion("taken before", "401 invalid_client, AADSTS5002723", used);
        assertion(
                "good for more than 15 minutes",
                "401 invalid_client, AADSTS700024",
                own.sign(header, claims(client, client, audience, 960)));
        assertion(
                "expired",
                "401 invalid_client, AADSTS700024",
                own.sign(header, claims(client, client, audience, -301)));
        String another = UUID.randomUUID().toString();
        assertion(
                "of another client by its `sub`",
                "401 invalid_client, AADSTS700021",
                own.sign(header, claims(client, another, audience, 600)));
        assertion(
                "of another client by its `iss`",
                "401 invalid_client, AADSTS700211",
                own.sign(header, claims(another, client, audience, 600)));
        assertion(
                "for another tenant",
                "401 invalid_client, AADSTS700023",
                own.sign(
                        header,
                        claims(
                                client,
                                client,
                                audience.replace(server.administrator.tenant().toString(), another),
                                600)));
        assertion(
                "for another authority",
                "401 invalid_client, AADSTS700023",
                own.sign(
                        header,
                        claims(
                                client,
                                client,
                                "https://login.microsoftonline.com/"
                                        + server.administrator.tenant()
                                        + "/oauth2/v2.0/token",
                                600)));
        String good = claims(client, client, audience, 600);
        assertion(
                "signed by a certificate that isn't registered",
                "401 invalid_client, AADSTS700027",
                stranger.sign(header("RS256", stranger), good));
        assertion(
                "signed by another key under a registered thumbprint",
                "401 invalid_client, AADSTS700027",
                stranger.sign(header, good));
        assertion(
                "signed by a registered certificate that is expired",
                "401 invalid_client, AADSTS7000222",
                old.sign(header("RS256", old), good));
        assertion(
                "`alg` is `none`",
                "401 invalid_client, AADSTS700027",
                ClientIdentity.signingInput(header("none", own), good) + ".");
        assertion(
                "HS256 with the certificate as the key",
                "401 invalid_client, AADSTS700027",
                hmac(header("HS256", own), good, own.certificate()));
        for (Map.Entry<String, String> member : embedded(stranger)) {
            if (!member.getKey().equals("x5c")) {
                assertion(
                        "a key of its own in `" + member.getKey() + "`",
                        "401 invalid_client, AADSTS50027",
                        stranger.sign(
                                "{\"alg\":\"RS256\",\""
                                        + member.getKey()
                                        + "\":"
                                        + member.getValue()
                                        + ",\"x5t#S256\":\""
                                        + own.thumbprint()
                                        + "\"}",
                                good));
            }
        }
        assertion(
                "a certificate of its own in `x5c`",
                "401 invalid_client, AADSTS700027",
                stranger.sign(
                        "{\"alg\":\"RS256\",\"x5c\":[\""
                                + Base64.getEncoder().encodeToString(stranger.certificate())
                                + "\"],\"x5t#S256\":\""
                                + stranger.thumbprint()
                                + "\"}",
                        good));
        assertion(
                "an extension in `crit` that nobody knows",
                "401 invalid_client, AADSTS50027",
                own.sign(
                        "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1,\"x5t#S256\":\""
                                + own.thumbprint()
                                + "\"}",
                        good));
        assertion("no JWT at all", "401 invalid_client, AADSTS50027", "x");
    }

    private void assertion(String how, String answer, String shown) {
        rows.add(
                new Row(
                        "client assertion",
                        how,
                        answer,
                        () -> server.token(server.plain(), server.base(), assertion(shown))));
    }

    private Map<String, String> assertion(String shown) {
        return server.form(
                CertificateServer.VAULT,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                shown);
    }

    private static String header(String algorithm, ClientIdentity signer)
            throws GeneralSecurityException {
        return "{\"alg\":\"" + algorithm + "\",\"x5t#S256\":\"" + signer.thumbprint() + "\"}";
    }

    private static String claims(String issuer, String subject, String audience, int seconds) {
        return "{\"iss\":\""
                + issuer
                + "\",\"sub\":\""
                + subject
                + "\",\"aud\":\""
                + audience
                + "\",\"jti\":\""
                + UUID.randomUUID()
                + "\",\"exp\":"
                + Instant.now().plusSeconds(seconds).getEpochSecond()
                + "}";
    }

    // --- certificates of connections

    private void certificates() {
        connection("that isn't registered", "401 invalid_client, AADSTS700027", stranger);
        connection("that is registered and expired", "401 invalid_client, AADSTS7000222", old);
        rows.add(
                new Row(
                        "certificate of the connection",
                        "none, and nothing else of the client but its id",
                        "400 invalid_request, AADSTS900144",
                        () ->
                                server.token(
                                        server.plain(),
                                        server.mutualBase(),
                                        server.form(CertificateServer.VAULT))));
        rows.add(
                new Row(
                        "certificate of the connection",
                        "any, for an application token of a public client",
                        "401 invalid_client, AADSTS7000218",
                        () -> {
                            try (HttpClient client =
                                    server.client(own, HttpClient.Version.HTTP_2)) {
                                return server.token(
                                        client,
                                        server.mutualBase(),
                                        server.form(CertificateServer.VAULT, "client_id", CLI));
                            }
                        }));
    }

    private void connection(String how, String answer, ClientIdentity shown) {
        rows.add(
                new Row(
                        "certificate of the connection",
                        how,
                        answer,
                        () -> {
                            try (HttpClient client =
                                    server.client(shown, HttpClient.Version.HTTP_2)) {
                                return server.token(
                                        client,
                                        server.mutualBase(),
                                        server.form(CertificateServer.VAULT));
                            }
                        }));
    }

    // --- refresh tokens

    private void refreshTokens() throws Exception {
        String name = "ann@keyward.localhost";
        server.signed(
                        server.plain(),
                        "POST",
                        server.base() + "/v1.0/users",
                        server.token(server.base()),
                        "{\"displayName\":\"Ann\",\"userPrincipalName\":\""
                                + name
                                + "\",\"passwordProfile\":{\"password\":\""
                                + PASSWORD
                                + "\"}}")
                .expect(201);
        Answer signedIn = signIn(server.plain(), server.base(), name);
        token(
                "id token",
                "shown as an access token",
                "401 Unauthorized, AKV10000: The token is malformed.",
                signedIn.text("/id_token"));
        String first = signedIn.text("/refresh_token");
        refresh("of another client", "400 invalid_grant, AADSTS70008", CLI, first);
        refresh(
                "of a client there isn't",
                "401 invalid_client, AADSTS7000218",
                UUID.randomUUID().toString(),
                first);
        refresh("made up", "400 invalid_grant, AADSTS70008", POWERSHELL, "x".repeat(70));
        refresh(
                "with one letter changed",
                "400 invalid_grant, AADSTS70008",
                POWERSHELL,
                (first.charAt(0) == 'A' ? "B" : "A") + first.substring(1));
        try (HttpClient client = server.client(stranger, HttpClient.Version.HTTP_2)) {
            String bound = signIn(client, server.mutualBase(), name).text("/refresh_token");
            String again =
                    server.token(client, server.mutualBase(), refreshForm(POWERSHELL, bound))
                            .expect(200)
                            .text("/refresh_token");
            refresh(
                    "of a public client, bound to a certificate, without it",
                    "400 invalid_grant, AADSTS70008",
                    POWERSHELL,
                    again);
        }
        String second = refreshed(first);
        String third = refreshed(second);
        refresh("after rotation", "400 invalid_grant, AADSTS54005", POWERSHELL, first);
        refresh(
                "of a session that ended because of that",
                "400 invalid_grant, AADSTS70008",
                POWERSHELL,
                third);
    }

    private Answer signIn(HttpClient client, String base, String name)
            throws IOException, InterruptedException {
        return server.token(
                        client,
                        base,
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                POWERSHELL,
                                "username",
                                name,
                                "password",
                                PASSWORD,
                                "scope",
                                "openid offline_access " + CertificateServer.VAULT + "/.default"))
                .expect(200);
    }

    private String refreshed(String shown) throws IOException, InterruptedException {
        return server.token(server.plain(), server.base(), refreshForm(POWERSHELL, shown))
                .expect(200)
                .text("/refresh_token");
    }

    private void refresh(String how, String answer, String client, String shown) {
        rows.add(
                new Row(
                        "refresh token",
                        how,
                        answer,
                        () ->
                                server.token(
                                        server.plain(),
                                        server.base(),
                                        refreshForm(client, shown))));
    }

    private static Map<String, String> refreshForm(String client, String shown) {
        return Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", shown);
    }

    // --- forging

    /// What everybody may know of the key that signed the token.
    ///
    /// @param certificate DER
    private record SigningKey(RSAPublicKeySpec numbers, byte[] certificate) {
        byte[] der() throws GeneralSecurityException {
            return KeyFactory.getInstance("RSA").generatePublic(numbers).getEncoded();
        }

        byte[] modulus() {
            byte[] signed = numbers.getModulus().toByteArray();
            return Arrays.copyOfRange(signed, 1, signed.length);
        }
    }

    private SigningKey signingKey() throws Exception {
        String kid = decoded(token.split("\\.")[0]).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
        for (JsonNode each :
                server.ask(
                                server.plain(),
                                "GET",
                                server.base()
                                        + "/"
                                        + server.administrator.tenant()
                                        + "/discovery/keys",
                                "")
                        .expect(200)
                        .json()
                        .at("/keys")) {
            if (each.at("/kid").asText().equals(kid)) {
                return new SigningKey(
                        new RSAPublicKeySpec(number(each, "/n"), number(each, "/e")),
                        Base64.getDecoder().decode(each.at("/x5c/0").asText()));
            }
        }
        throw new AssertionError("the key of a token isn't published");
    }

    private static BigInteger number(JsonNode key, String pointer) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.at(pointer).asText()));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    /// Under the signature it has.
    private static String changed(String jwt, String from, String to) {
        String[] parts = jwt.split("\\.");
        String before = decoded(parts[1]);
        String after = before.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        return parts[0]
                + "."
                + ClientIdentity.base64url(after.getBytes(StandardCharsets.UTF_8))
                + "."
                + parts[2];
    }

    private static String hmac(String header, String claims, byte[] key)
            throws GeneralSecurityException {
        String input = ClientIdentity.signingInput(header, claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return input
                + "."
                + ClientIdentity.base64url(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] pem(String label, byte[] der) {
        return ("-----BEGIN "
                        + label
                        + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END "
                        + label
                        + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Members of a header that would choose the key.
    private static List<Map.Entry<String, String>> embedded(ClientIdentity signer)
            throws GeneralSecurityException {
        String encoded = Base64.getEncoder().encodeToString(signer.certificate());
        return List.of(
                Map.entry(
                        "jwk",
                        "{\"kty\":\"RSA\",\"n\":\""
                                + ClientIdentity.base64url(
                                        signer.publicKey().getModulus().toByteArray())
                                + "\",\"e\":\"AQAB\"}"),
                Map.entry("jku", "\"https://evil.example/keys\""),
                Map.entry("x5u", "\"https://evil.example/certificate\""),
                Map.entry("x5c", "[\"" + encoded + "\"]"));
    }
}
