package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.HttpsPeer;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.api.outside.OutsideRules;
import dev.keyward.model.RecoveryLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secure key release (data-plane-keys, section 7) to an environment that a real HTTPS authority
/// vouches for.
class ReleaseTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeyPair AUTHORITY = rsa();
    private static final KeyPair ENVIRONMENT = rsa();

    @TempDir Path directory = Path.of("");
    private HttpsPeer authority;
    private VaultPlane plane;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile RSAPublicKey published = (RSAPublicKey) AUTHORITY.getPublic();
    private volatile String publishedId = "a1";

    @BeforeEach
    void open() throws Exception {
        authority =
                new HttpsPeer(exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/.well-known/openid-configuration")) {
                        asked.incrementAndGet();
                        HttpsPeer.answer(
                                exchange,
                                200,
                                ("{\"jwks_uri\":\"" + authority.url() + "/certs\"}")
                                        .getBytes(StandardCharsets.UTF_8));
                    } else if (path.equals("/certs")) {
                        HttpsPeer.answer(exchange, 200, keySet().getBytes(StandardCharsets.UTF_8));
                    } else {
                        HttpsPeer.answer(exchange, 404, new byte[0]);
                    }
                });
        reopen(authority.rules());
    }

    private void reopen(OutsideRules rules) throws IOException {
        if (plane != null) {
            plane.close();
        }
        plane = new VaultPlane(directory, new RecoveryLevel(7, false), rules);
        plane.premium();
    }

    @AfterEach
    void close() {
        plane.close();
        authority.close();
    }

    private String keySet() {
        return new JWKSet(new RSAKey.Builder(published).keyID(publishedId).build()).toString();
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String policy(String conditions) {
        return "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
                + authority.url()
                + "/\","
                + conditions
                + "}]}";
    }

    private static String release(String document) {
        return "\"release_policy\":{\"data\":\""
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(document.getBytes(StandardCharsets.UTF_8))
                + "\"}";
    }

    private Answer create(String kty, String document) {
        return plane.owner(
                "POST",
                "/keys/k/create",
                "{\"kty\":\""
                        + kty
                        + "\",\"attributes\":{\"exportable\":true},"
                        + release(document)
                        + "}");
    }

    private JWTClaimsSet.Builder claims() {
        RSAKey environment =
                new RSAKey.Builder((RSAPublicKey) ENVIRONMENT.getPublic())
                        .keyID("env")
                        .keyUse(KeyUse.ENCRYPTION)
                        .build();
        return new JWTClaimsSet.Builder()
                .issuer(authority.url())
                .expirationTime(Date.from(plane.clock.instant().plusSeconds(600)))
                .claim("sdk-test", true)
                .claim("svn", 7)
                .claim("tee", Map.of("type", "sevsnpvm", "debug", false))
                .claim("x-ms-runtime", Map.of("keys", List.of(environment.toJSONObject())));
    }

    private static String token(JWTClaimsSet claims) throws JOSEException {
        return token(claims, AUTHORITY.getPrivate(), "a1");
    }

    private static String token(JWTClaimsSet claims, PrivateKey key, String kid)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(kid)
                                .jwkURL(java.net.URI.create("https://evil.example/keys"))
                                .build(),
                        claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private Answer ask(String token) {
        return ask("/keys/k/release", token, "");
    }

    private Answer ask(String path, String token, String members) {
        return plane.owner("POST", path, "{\"target\":\"" + token + "\"" + members + "}");
    }

    private static byte[] unwrap(String enc, byte[] ciphertext) throws Exception {
        String digest =
                switch (enc) {
                    case "CKM_RSA_AES_KEY_WRAP" -> "SHA-1";
                    case "RSA_AES_KEY_WRAP_256" -> "SHA-256";
                    default -> "SHA-384";
                };
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                ENVIRONMENT.getPrivate(),
                new OAEPParameterSpec(
                        digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
        byte[] aes = rsa.doFinal(Arrays.copyOf(ciphertext, 256));
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.DECRYPT_MODE, new SecretKeySpec(aes, "AES"));
        return kwp.doFinal(Arrays.copyOfRange(ciphertext, 256, ciphertext.length));
    }

    private static JsonNode decoded(String base64) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(base64));
    }

    @ParameterizedTest
    @CsvSource({"RSA,CKM_RSA_AES_KEY_WRAP", "RSA,RSA_AES_KEY_WRAP_256", "EC,RSA_AES_KEY_WRAP_384"})
    @Tag("security:S-01")
    void releasesTheKeyToTheEnvironmentAndToNobodyElse(String kty, String enc) throws Exception {
        JsonNode made =
                create(kty, policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"))
                        .json();
        assertThat(made.path("attributes").path("exportable").asBoolean()).isTrue();
        Answer answer =
                ask(
                        "/keys/k/release",
                        token(claims().build()),
                        ",\"enc\":\"" + enc + "\",\"nonce\":\"n-1\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SignedJWT jws = SignedJWT.parse(answer.json().path("value").asText());
        X509Certificate signer =
                X509CertUtils.parse(jws.getHeader().getX509CertChain().getFirst().decode());
        assertThat(jws.verify(new ECDSAVerifier((ECPublicKey) signer.getPublicKey()))).isTrue();
        JsonNode payload = decoded(jws.getParsedParts()[1].toString());
        assertThat(payload.path("request").toString())
                .isEqualTo(
                        "{\"api-version\":\"7.4\",\"enc\":\""
                                + enc
                                + "\",\"kid\":\""
                                + BASE
                                + "/keys/k\",\"nonce\":\"n-1\"}");
        JsonNode key = payload.path("response").path("key");
        assertThat(key.path("key").path("kid")).isEqualTo(made.path("key").path("kid"));
        assertThat(key.path("attributes")).isEqualTo(made.path("attributes"));
        assertThat(key.path("release_policy")).isEqualTo(made.path("release_policy"));
        JsonNode blob = decoded(key.path("key").path("key_hsm").asText());
        assertThat(blob.path("schema_version").asText()).isEqualTo("1.0.0");
        assertThat(blob.path("header").toString())
                .isEqualTo("{\"kid\":\"env\",\"alg\":\"dir\",\"enc\":\"" + enc + "\"}");
        byte[] pkcs8 = unwrap(enc, Base64.getUrlDecoder().decode(blob.path("ciphertext").asText()));
        PrivateKey released =
                KeyFactory.getInstance(kty).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        // What the released key signs, the vault's own key verifies.
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        Signature signature =
                Signature.getInstance(
                        kty.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
        signature.initSign(released);
        signature.update(message);
        String digest =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                java.security.MessageDigest.getInstance("SHA-256").digest(message));
        Answer verified =
                plane.owner(
                        "POST",
                        "/keys/k/verify",
                        "{\"alg\":\""
                                + (kty.equals("RSA") ? "RS256" : "ES256")
                                + "\",\"digest\":\""
                                + digest
                                + "\",\"value\":\""
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(signature.sign())
                                + "\"}");
        assertThat(verified.json().path("value").asBoolean()).isTrue();
        JsonNode record =
                plane.records().stream()
                        .filter(each -> each.path("operationName").asText().equals("KeyRelease"))
                        .findFirst()
                        .orElseThrow();
        assertThat(record.path("properties").path("httpStatusCode").asInt()).isEqualTo(200);
        assertThat(record.toString()).doesNotContain("x-ms-runtime").doesNotContain("target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "allOf":[{"claim":"sdk-test","equals":true},{"claim":"svn","greaterOrEquals":7}] | true
                    "allOf":[{"claim":"sdk-test","equals":"false"}] | false
                    "allOf":[{"claim":"svn","greater":7}] | false
                    "allOf":[{"claim":"svn","less":"8"},{"claim":"svn","lessOrEquals":7},{"claim":"svn","notEquals":6}] | true
                    "allOf":[{"claim":"tee.type","equals":"sevsnpvm"},{"claim":"tee.debug","equals":false}] | true
                    "anyOf":[{"claim":"nothing","notEquals":"x"}] | false
                    "anyOf":[{"claim":"nothing","exists":false}] | true
                    "anyOf":[{"claim":"tee","exists":true}] | true
                    "anyOf":[{"claim":"tee","equals":"x"}] | false
                    "anyOf":[{"claim":"nothing","equals":"x"},{"allOf":[{"claim":"svn","equals":7},{"anyOf":[{"claim":"tee.type","equals":"a"},{"claim":"tee.type","equals":"sevsnpvm"}]}]}] | true
                    "allOf":[{"anyOf":[{"claim":"svn","equals":1},{"claim":"svn","equals":2}]}] | false
                    """)
    @Tag("security:S-06")
    void aKeyLeavesOnlyWhenItsPolicyIsMet(String conditions, boolean met) throws Exception {
        assertThat(create("EC", policy(conditions)).status()).isEqualTo(200);
        Answer answer = ask(token(claims().build()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(met ? 200 : 403);
        if (!met) {
            assertThat(answer.code()).isEqualTo("Forbidden");
            assertThat(answer.message())
                    .isEqualTo(
                            "Target environment attestation does not meet key release policy"
                                    + " requirements.");
        }
    }

    @Test
    @Tag("security:S-06")
    void aTokenThatIsntRightInEveryPartIsntBelieved() throws Exception {
        create("EC", policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        Instant now = plane.clock.instant();
        String good = token(claims().build());
        List<String> wrong =
                List.of(
                        "no-token",
                        good.substring(0, good.length() - 4) + "AAAA",
                        token(claims().build(), ENVIRONMENT.getPrivate(), "a1"),
                        token(claims().build(), AUTHORITY.getPrivate(), "other"),
                        token(claims().issuer("https://elsewhere.example").build()),
                        token(claims().expirationTime(Date.from(now.minusSeconds(61))).build()),
                        token(claims().expirationTime(null).build()),
                        token(claims().notBeforeTime(Date.from(now.plusSeconds(61))).build()),
                        token(claims().claim("x-ms-runtime", null).build()),
                        token(
                                claims().claim(
                                                "x-ms-runtime",
                                                Map.of(
                                                        "keys",
                                                        List.of(
                                                                new RSAKey.Builder(
                                                                                (RSAPublicKey)
                                                                                        ENVIRONMENT
                                                                                                .getPublic())
                                                                        .keyUse(KeyUse.SIGNATURE)
                                                                        .build()
                                                                        .toJSONObject())))
                                        .build()),
                        unsigned(good));
        for (String token : wrong) {
            Answer answer = ask(token);
            assertThat(answer.status()).as(token).isEqualTo(403);
            assertThat(answer.message())
                    .isEqualTo("Target environment attestation statement cannot be verified.");
        }
        assertThat(ask(good).status()).isEqualTo(200);
        assertThat(asked.get()).as("keys that are known aren't asked for again").isEqualTo(1);
    }

    private static String unsigned(String token) {
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    @Test
    void anAuthorityMayChangeItsKeys() throws Exception {
        create("EC", policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        assertThat(ask(token(claims().build())).status()).isEqualTo(200);
        KeyPair next = rsa();
        published = (RSAPublicKey) next.getPublic();
        publishedId = "a2";
        assertThat(ask(token(claims().build(), next.getPrivate(), "a2")).status())
                .as("asked a moment ago")
                .isEqualTo(403);
        plane.clock.advance(Duration.ofSeconds(61));
        assertThat(ask(token(claims().build(), next.getPrivate(), "a2")).status()).isEqualTo(200);
        assertThat(ask(token(claims().build())).status()).isEqualTo(403);
    }

    @Test
    @Tag("security:S-06")
    void nobodyIsCalledUnlessTheSettingsAllowIt() throws Exception {
        reopen(new OutsideRules(java.util.Set.of(), authority.rules().authorities(), Map.of()));
        create("EC", policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        Answer answer = ask(token(claims().build()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message())
                .isEqualTo(
                        "AKV.SKR.1012: The specified attestation service "
                                + authority.url()
                                + " cannot be reached.");
        assertThat(asked.get()).isZero();
    }

    @Test
    void keysOfAnAuthorityMayStandInTheSettings() throws Exception {
        reopen(
                new OutsideRules(
                        java.util.Set.of(), List.of(), Map.of("https://attest.example", keySet())));
        create(
                "EC",
                "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://attest.example\","
                        + "\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]}]}");
        Answer answer = ask(token(claims().issuer("https://attest.example/").build()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(asked.get()).isZero();
    }

    @Test
    void exportableAndPolicyComeTogetherAndFromTheStart() {
        String document = policy("\"allOf\":[{\"claim\":\"a\",\"equals\":\"b\"}]");
        refused(
                plane.owner(
                        "POST",
                        "/keys/k/create",
                        "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true}}"),
                "AKV.SKR.1004: Exportable keys must have release policy.");
        refused(
                plane.owner("POST", "/keys/k/create", "{\"kty\":\"EC\"," + release(document) + "}"),
                "AKV.SKR.1005: Non-exportable keys must not have release policy.");
        plane.owner("POST", "/keys/plain/create", "{\"kty\":\"EC\"}");
        refused(
                plane.owner("PATCH", "/keys/plain", "{\"attributes\":{\"exportable\":true}}"),
                "AKV.SKR.1003: The exportable attribute of an existing key cannot be changed.");
        refused(
                plane.owner("PATCH", "/keys/plain", "{" + release(document) + "}"),
                "AKV.SKR.1005: Non-exportable keys must not have release policy.");
        refused(
                plane.owner(
                        "POST",
                        "https://vault02.vault.local.keyward.test:8443/keys/k/create",
                        "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true},"
                                + release(document)
                                + "}"),
                "AKV.SKR.1001: The exportable attribute is only supported with premium vaults and"
                        + " API version >= '7.3-preview'.");
    }

    @Test
    void aPolicyMayChangeUnlessItWasCalledImmutable() throws Exception {
        String first = policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":1}]");
        String second = policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]");
        JsonNode made = create("EC", first).json();
        assertThat(ask(token(claims().build())).status()).isEqualTo(403);
        Answer changed = plane.owner("PATCH", "/keys/k", "{" + release(second) + "}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(ask(token(claims().build())).status()).isEqualTo(200);
        // A further version is exportable under the same policy.
        JsonNode next = plane.owner("POST", "/keys/k/create", "{\"kty\":\"EC\"}").json();
        assertThat(next.path("release_policy")).isEqualTo(changed.json().path("release_policy"));
        assertThat(plane.owner("POST", "/keys/k/rotate").json().path("release_policy"))
                .isEqualTo(changed.json().path("release_policy"));
        String kid = made.path("key").path("kid").asText();
        refused(
                plane.owner("PATCH", kid.substring(BASE.length()), "{" + release(first) + "}"),
                "AKV.SKR.1016: Key Release Policy can only be set on versionless key.");
        String frozen = release(first).replace("\"}", "\",\"immutable\":true}");
        assertThat(plane.owner("PATCH", "/keys/k", "{" + frozen + "}").status()).isEqualTo(200);
        refused(
                plane.owner("PATCH", "/keys/k", "{" + release(second) + "}"),
                "AKV.SKR.1020: Immutable Key Release Policy cannot be modified.");
        assertThat(plane.owner("PATCH", "/keys/k", "{" + frozen + "}").status()).isEqualTo(200);
    }

    private static void refused(Answer answer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"version": | a JSON object, encoded with base64url
                    {"anyOf":[]} | a policy of version 1.0.0
                    {"version":"1.0.0"} | a policy whose anyOf and allOf are lists that aren't empty
                    {"version":"1.0.0","anyOf":[],"then":1} | a policy with no members here but [anyOf, version]
                    {"version":"1.0.0","anyOf":[{"authority":"http://a","allOf":[{"claim":"a","equals":"b"}]}]} | a policy whose authorities are https URLs
                    {"version":"1.0.0","anyOf":[{"authority":"https://a"}]} | a policy with either anyOf or allOf at each place, 16 deep at most
                    {"version":"1.0.0","anyOf":[{"authority":"https://a","allOf":[{"claim":"a"}]}]} | a policy whose conditions are a claim and one operator such as equals
                    {"version":"1.0.0","anyOf":[{"authority":"https://a","allOf":[{"claim":"a","equals":{}}]}]} | a policy whose operators have a text, a number, or true or false
                    """)
    void aPolicyThatCantBeReadIsRefused(String document, String mustBe) {
        refused(create("EC", document), "release_policy.data must be " + mustBe);
    }

    @Test
    void whatCantBeReleasedIsnt() throws Exception {
        String token = token(claims().build());
        plane.owner("POST", "/keys/k/create", "{\"kty\":\"EC\"}");
        Answer answer = ask(token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("Forbidden/KeyOperationForbidden");
        assertThat(answer.message()).isEqualTo("Operation release is not permitted on this key.");
        create2(policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]"));
        assertThat(ask("/keys/x/release", token, ",\"enc\":\"AES\"").message())
                .isEqualTo(
                        "enc must be CKM_RSA_AES_KEY_WRAP, RSA_AES_KEY_WRAP_256 or"
                                + " RSA_AES_KEY_WRAP_384");
        assertThat(ask("/keys/x/release", "", "").message()).isEqualTo("target must be not empty");
        plane.owner("PATCH", "/keys/x", "{\"attributes\":{\"enabled\":false}}");
        Answer disabled = ask("/keys/x/release", token, "");
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(disabled.code()).isEqualTo("Forbidden/KeyDisabled");
        assertThat(ask("/keys/none/release", token, "").status()).isEqualTo(404);
    }

    private void create2(String document) {
        assertThat(
                        plane.owner(
                                        "POST",
                                        "/keys/x/create",
                                        "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true},"
                                                + release(document)
                                                + "}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void anExpiredKeyIsReleasedAllTheSame() throws Exception {
        create("EC", policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]"));
        plane.owner(
                "PATCH",
                "/keys/k",
                "{\"attributes\":{\"exp\":" + (VaultPlane.START.getEpochSecond() + 60) + "}}");
        plane.clock.advance(Duration.ofSeconds(120));
        assertThat(ask(token(claims().build())).status()).isEqualTo(200);
    }
}
