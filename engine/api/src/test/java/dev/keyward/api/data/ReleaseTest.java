package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static dev.keyward.api.data.AttestedPlane.ENVIRONMENT;
import static dev.keyward.api.data.AttestedPlane.release;
import static dev.keyward.api.data.AttestedPlane.rsa;
import static dev.keyward.api.data.AttestedPlane.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
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

/// Secure key release (data-plane-keys.md, section 7): what leaves, when, and for whom.
class ReleaseTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory = Path.of("");
    private AttestedPlane at;

    @BeforeEach
    void open() throws Exception {
        at = new AttestedPlane(directory);
    }

    @AfterEach
    void close() {
        at.close();
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
                at.create(
                                kty,
                                at.policy(
                                        "\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"))
                        .json();
        assertThat(made.path("attributes").path("exportable").asBoolean()).isTrue();
        Answer answer =
                at.ask(
                        "/keys/k/release",
                        token(at.claims().build()),
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
                at.plane.owner(
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
                at.plane.records().stream()
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
        assertThat(at.create("EC", at.policy(conditions)).status()).isEqualTo(200);
        Answer answer = at.ask(token(at.claims().build()));
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
    void whatCantBeReleasedIsnt() throws Exception {
        String token = token(at.claims().build());
        at.plane.owner("POST", "/keys/k/create", "{\"kty\":\"EC\"}");
        Answer answer = at.ask(token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("Forbidden/KeyOperationForbidden");
        assertThat(answer.message()).isEqualTo("Operation release is not permitted on this key.");
        create2(at.policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]"));
        assertThat(at.ask("/keys/x/release", token, ",\"enc\":\"AES\"").message())
                .isEqualTo(
                        "enc must be CKM_RSA_AES_KEY_WRAP, RSA_AES_KEY_WRAP_256 or"
                                + " RSA_AES_KEY_WRAP_384");
        assertThat(at.ask("/keys/x/release", "", "").message())
                .isEqualTo("target must be not empty");
        at.plane.owner("PATCH", "/keys/x", "{\"attributes\":{\"enabled\":false}}");
        Answer disabled = at.ask("/keys/x/release", token, "");
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(disabled.code()).isEqualTo("Forbidden/KeyDisabled");
        assertThat(at.ask("/keys/none/release", token, "").status()).isEqualTo(404);
    }

    private void create2(String document) {
        assertThat(
                        at.plane
                                .owner(
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
        at.create("EC", at.policy("\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]"));
        at.plane.owner(
                "PATCH",
                "/keys/k",
                "{\"attributes\":{\"exp\":" + (VaultPlane.START.getEpochSecond() + 60) + "}}");
        at.plane.clock.advance(Duration.ofMinutes(2));
        assertThat(at.ask(token(at.claims().build())).status()).isEqualTo(200);
    }
}
