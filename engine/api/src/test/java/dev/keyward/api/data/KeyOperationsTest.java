package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOperationsTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();
    private static final String DIGEST = base64(new byte[32]);

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private Answer create(String body) {
        return plane.owner("POST", "/keys/Key01/create", body);
    }

    private Answer sign(String alg, String value) {
        return plane.owner(
                "POST",
                "/keys/key01/sign",
                "{\"alg\":\"" + alg + "\",\"value\":\"" + value + "\"}");
    }

    /// However a client spells the path, the trail is searched for one.
    @Test
    void theAuditRecordSpellsTheCollectionAsRoutesDo() {
        for (String path : List.of("/keys/k1", "/%6beys/k1", "/KEYS/k1", "/k%45ys/%6b1")) {
            plane.owner("GET", path);
            assertThat(plane.lastRecord().path("properties").path("id").asText())
                    .isEqualTo(BASE + "/keys/k1");
        }
        plane.owner("GET", "/%E2%84%AAeys/k1");
        assertThat(plane.lastRecord().path("operationName").asText()).isEqualTo("UnknownOperation");
    }

    @Test
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    @Tag("seed:A-16")
    void createAnswersInTheRecordedShape() {
        Answer answer = create("{\"kty\":\"RSA\"}");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode key = answer.json().path("key");
        assertThat(key.path("kid").asText()).matches(BASE + "/keys/Key01/[0-9a-f]{32}");
        assertThat(key.path("kty").asText()).isEqualTo("RSA");
        assertThat(key.path("key_ops").toString())
                .isEqualTo(
                        "[\"encrypt\",\"decrypt\",\"sign\",\"verify\",\"wrapKey\",\"unwrapKey\"]");
        assertThat(Base64.getUrlDecoder().decode(key.path("n").asText())).hasSize(256);
        assertThat(key.path("e").asText()).isEqualTo("AQAB");
        assertThat(answer.json().path("attributes").toString())
                .isEqualTo(
                        "{\"enabled\":true,\"created\":"
                                + NOW
                                + ",\"updated\":"
                                + NOW
                                + ",\"recoveryLevel\":\"Recoverable+Purgeable\","
                                + "\"recoverableDays\":90}");
        assertThat(answer.json().has("tags")).isFalse();
        assertThat(answer.json().has("managed")).isFalse();
        for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "k")) {
            assertThat(key.has(secret)).isFalse();
        }
        assertThat(plane.owner("GET", "/keys/KEY01/").text()).isEqualTo(answer.text());
    }

    @ParameterizedTest
    @CsvSource({"P-256,ES256,32", "P-384,ES384,48", "P-521,ES512,64", "P-256K,ES256K,32"})
    @Tag("seed:A-22")
    void ecKeysSignAndVerify(String curve, String alg, int digestBytes) {
        // Old clients send key_size with EC.
        Answer made = create("{\"kty\":\"ec\",\"crv\":\"" + curve + "\",\"key_size\":256}");
        assertThat(made.json().path("key").path("crv").asText()).isEqualTo(curve);
        assertThat(made.json().path("key").path("key_ops").toString())
                .isEqualTo("[\"sign\",\"verify\"]");
        String digest = base64(new byte[digestBytes]);
        Answer signed = sign(alg, digest);
        assertThat(signed.json().path("kid").asText())
                .isEqualTo(made.json().path("key").path("kid").asText());
        String signature = signed.json().path("value").asText();
        String kid = signed.json().path("kid").asText();
        Answer verified =
                plane.owner(
                        "POST",
                        kid + "/verify",
                        "{\"alg\":\""
                                + alg
                                + "\",\"digest\":\""
                                + digest
                                + "\",\"value\":\""
                                + signature
                                + "\"}");
        assertThat(verified.text()).isEqualTo("{\"value\":true}");
        Answer refuted =
                plane.owner(
                        "POST",
                        "/keys/key01//verify",
                        "{\"alg\":\""
                                + alg
                                + "\",\"digest\":\""
                                + digest
                                + "\",\"value\":\"AAAA\"}");
        assertThat(refuted.text()).isEqualTo("{\"value\":false}");
    }

    @Test
    @Tag("seed:S-16")
    @Tag("seed:I-18")
    @Tag("seed:I-28")
    @Tag("seed:I-33")
    void anImportedRsaKeySignsWhatItsOwnerCanVerify() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RSAPrivateCrtKey own = (RSAPrivateCrtKey) pair.getPrivate();
        String body =
                """
                {"key":{"kty":"RSA","key_ops":[],"n":"%s","e":"%s","d":"%s","p":"%s","q":"%s",
                 "dp":"%s","dq":"%s","qi":"%s"},"attributes":{"enabled":true}}
                """
                        .formatted(
                                base64(own.getModulus()),
                                base64(own.getPublicExponent()),
                                base64(own.getPrivateExponent()),
                                base64(own.getPrimeP()),
                                base64(own.getPrimeQ()),
                                base64(own.getPrimeExponentP()),
                                base64(own.getPrimeExponentQ()),
                                base64(own.getCrtCoefficient()));
        Answer imported = plane.owner("PUT", "/keys/key01", body);
        assertThat(imported.status()).isEqualTo(200);
        assertThat(imported.json().path("key").path("key_ops")).hasSize(6);
        assertThat(imported.json().path("key").has("d")).isFalse();
        byte[] message = "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String digest = base64(MessageDigest.getInstance("SHA-256").digest(message));
        byte[] signature =
                Base64.getUrlDecoder().decode(sign("RS256", digest).json().path("value").asText());
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    @Tag("seed:A-21")
    void whatIsWrappedByThePublicKeyIsUnwrappedByTheVault() throws Exception {
        JsonNode key = create("{\"kty\":\"RSA\"}").json().path("key");
        var publicKey =
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(
                                        new BigInteger(
                                                1,
                                                Base64.getUrlDecoder()
                                                        .decode(key.path("n").asText())),
                                        new BigInteger(
                                                1,
                                                Base64.getUrlDecoder()
                                                        .decode(key.path("e").asText()))));
        assertThat(publicKey.getAlgorithm()).isEqualTo("RSA");
        for (String[] pair : new String[][] {{"encrypt", "decrypt"}, {"wrapKey", "unwrapKey"}}) {
            for (String alg : List.of("RSA1_5", "RSA-OAEP", "rsa-oaep-256")) {
                Answer sealed =
                        plane.owner(
                                "POST",
                                "/keys/key01//" + pair[0],
                                "{\"alg\":\"" + alg + "\",\"value\":\"" + DIGEST + "\"}");
                assertThat(sealed.status()).isEqualTo(200);
                Answer opened =
                        plane.owner(
                                "POST",
                                sealed.json().path("kid").asText() + "/" + pair[1],
                                "{\"alg\":\""
                                        + alg
                                        + "\",\"value\":\""
                                        + sealed.json().path("value").asText()
                                        + "\"}");
                assertThat(opened.json().path("value").asText()).isEqualTo(DIGEST);
            }
        }
        Answer bad =
                plane.owner(
                        "POST",
                        "/keys/key01/decrypt",
                        "{\"alg\":\"RSA-OAEP\",\"value\":\"" + base64(new byte[256]) + "\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.message()).isEqualTo("The parameter is incorrect.\r\n");
    }

    @Test
    void eachRefusalHasItsRow() {
        Answer missing = sign("ES256", DIGEST);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("KeyNotFound");
        Answer made = create("{\"kty\":\"EC\",\"key_ops\":[\"sign\",\"verify\"]}");
        String kid = made.json().path("key").path("kid").asText();

        Answer length = sign("ES256", base64(new byte[10]));
        assertThat(length.status()).isEqualTo(400);
        assertThat(length.message())
                .isEqualTo(
                        "Invalid length of 'value': 10 bytes. ES256 requires 32 bytes, encoded with"
                                + " base64url.");
        Answer curve = sign("ES384", base64(new byte[48]));
        assertThat(curve.message())
                .isEqualTo(
                        "Key and signing algorithm are incompatible. Key "
                                + kid
                                + " uses curve 'P-256', and algorithm 'ES384' can only be used"
                                + " with curve 'P-384'.");
        assertThat(sign("HS256", DIGEST).code()).isEqualTo("BadParameter");

        Answer forbidden =
                plane.owner(
                        "POST", "/keys/key01/decrypt", "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("Forbidden/KeyOperationForbidden");
        assertThat(forbidden.message())
                .isEqualTo("Operation decrypt is not permitted on this key.");

        plane.owner("PATCH", "/keys/key01/", "{\"attributes\":{\"enabled\":false}}");
        Answer disabled = sign("ES256", DIGEST);
        assertThat(disabled.status()).isEqualTo(403);
        assertThat(disabled.code()).isEqualTo("Forbidden/KeyDisabled");
        assertThat(disabled.message())
                .isEqualTo("Operation sign is not allowed on a disabled key.");
        assertThat(plane.owner("GET", "/keys/key01").status()).isEqualTo(200);

        plane.owner(
                "PATCH",
                "/keys/key01",
                "{\"attributes\":{\"enabled\":true,\"nbf\":" + (NOW + 1) + "}}");
        assertThat(sign("ES256", DIGEST).code()).isEqualTo("Forbidden/KeyNotYetValid");
        plane.owner(
                "PATCH",
                "/keys/key01",
                "{\"attributes\":{\"nbf\":" + (NOW - 9) + ",\"exp\":" + NOW + "}}");
        assertThat(sign("ES256", DIGEST).code()).isEqualTo("Forbidden/KeyExpired");

        plane.owner("DELETE", "/keys/key01");
        assertThat(sign("ES256", DIGEST).code()).isEqualTo("KeyNotFound");
        assertThat(create("{\"kty\":\"EC\"}").code())
                .isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
        assertThat(plane.owner("GET", "/keys/nobody/versions").text())
                .isEqualTo("{\"value\":[],\"nextLink\":null}");
        assertThat(plane.owner("GET", "/deletedkeys/nobody").message())
                .isEqualTo("Deleted Key not found: nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"kty\":\"EC-HSM\"}",
                "{\"kty\":\"oct\",\"key_size\":512}",
                "{\"kty\":\"oct\",\"key_size\":100}",
                "{\"kty\":\"RSA\",\"key_ops\":[\"import\",\"sign\"]}",
                "{\"kty\":\"RSA\",\"key_size\":1024}",
                "{\"kty\":\"RSA\",\"key_size\":2049}",
                "{\"kty\":\"RSA\",\"public_exponent\":3}",
                "{\"kty\":\"EC\",\"crv\":\"P-224\"}",
                "{\"kty\":\"EC\",\"key_ops\":[\"fly\"]}",
                "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true}}",
                "{\"kty\":\"EC\",\"release_policy\":{\"data\":\"AAAA\"}}",
                "{\"kty\":\"EC\",\"attributes\":{\"nbf\":9,\"exp\":8}}"
            })
    void aKeyThatCannotBeHadIsRefused(String body) {
        Answer answer = create(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(plane.owner("GET", "/keys").json().path("value")).isEmpty();
    }

    /// The words of the service itself.
    @ParameterizedTest
    @ValueSource(strings = {"oct2", "AKP", "OKP-HSM", "RSA-HSM-HSM", ""})
    void aKeyTypeThatIsNotKnownIsNamed(String kty) {
        Answer answer = create("{\"kty\":\"" + kty + "\",\"alg\":\"ML-DSA-44\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter/KeyTypeNotSupported");
        assertThat(answer.message()).isEqualTo("Invalid kty value: " + kty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-HSM", "EC-HSM", "oct-HSM"})
    void aStandardVaultHasNoHardwareKeys(String kty) {
        Answer answer = create("{\"kty\":\"" + kty + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message())
                .isEqualTo("Hardware key operation not allowed on standard vault");
        Answer imported =
                plane.owner(
                        "PUT",
                        "/keys/key01",
                        "{\"Hsm\":true,\"key\":{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}}");
        assertThat(imported.message()).isEqualTo(answer.message());
    }

    /// What only the service's own vaults have is told apart from what the vault lacks.
    @Test
    void aPremiumVaultNeedsAModuleForHardwareKeys() {
        plane.makePremium();
        Answer answer = create("{\"kty\":\"EC-HSM\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo(
                        "Hardware key operation not allowed: no hardware security module is set"
                                + " up for this service");
        assertThat(create("{\"kty\":\"EC\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"key\":{}}",
                "{\"key\":{\"kty\":\"RSA\"}}",
                "{\"key\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\",\"d\":\"AQAB\"}}",
                "{\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}}",
                "{\"Hsm\":true,\"key\":{\"kty\":\"EC\"}}",
                "{\"key\":{\"kty\":\"RSA-HSM\",\"key_hsm\":\"AAAA\"}}",
                "{\"key\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}"
            })
    void aKeyThatIsNoneIsNotImported(String body) {
        Answer answer = plane.owner("PUT", "/keys/key01", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
    }

    @Test
    @Tag("seed:A-18")
    @Tag("seed:S-20")
    void versionsPageByOne() {
        create("{\"kty\":\"EC\"}");
        create("{\"kty\":\"EC\",\"tags\":{\"a\":\"b\"}}");
        String next = "/keys/key01/versions?api-version=2015-06-01&maxresults=1";
        int found = 0;
        while (next != null) {
            JsonNode page = plane.owner("GET", next).json();
            found += page.path("value").size();
            page.path("value")
                    .forEach(item ->
                            assertThat(item.path("kid").asText())
                                    .matches(BASE + "/keys/Key01/[0-9a-f]{32}"));
            next = page.path("nextLink").isNull() ? null : page.path("nextLink").asText();
        }
        assertThat(found).isEqualTo(2);
        JsonNode list = plane.owner("GET", "/keys").json().path("value");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("kid").asText()).isEqualTo(BASE + "/keys/Key01");
        assertThat(list.get(0).path("tags").path("a").asText()).isEqualTo("b");
    }

    @Test
    @Tag("seed:A-19")
    @Tag("seed:A-24")
    void anUpdateChangesAttributesAndOperations() {
        create("{\"kty\":\"RSA\"}");
        Answer updated =
                plane.owner(
                        "PATCH",
                        "/keys/key01/",
                        "{\"key_ops\":[\"SIGN\"],\"attributes\":{\"exp\":" + (NOW + 9) + "}}");
        assertThat(updated.json().path("key").path("key_ops").toString()).isEqualTo("[\"sign\"]");
        assertThat(updated.json().path("attributes").path("exp").asLong()).isEqualTo(NOW + 9);
        assertThat(updated.json().path("attributes").has("nbf")).isFalse();
        Answer same = plane.owner("PATCH", "/keys/key01", "{\"key_ops\":[]}");
        assertThat(same.json().path("key").path("key_ops").toString()).isEqualTo("[\"sign\"]");
    }

    @Test
    void aDeletedKeyComesBackOrIsPurged() {
        create("{\"kty\":\"EC\"}");
        Answer deleted = plane.owner("DELETE", "/keys/key01");
        assertThat(deleted.text())
                .startsWith("{\"recoveryId\":\"" + BASE + "/deletedkeys/Key01\",\"deletedDate\":");
        assertThat(plane.owner("GET", "/deletedkeys/key01").text()).isEqualTo(deleted.text());
        assertThat(plane.owner("GET", "/deletedkeys").json().path("value")).hasSize(1);
        assertThat(plane.owner("POST", "/deletedkeys/key01/recover").status()).isEqualTo(200);
        String blob = plane.owner("POST", "/keys/key01/backup").text();
        plane.owner("DELETE", "/keys/key01");
        assertThat(plane.owner("DELETE", "/deletedkeys/key01").status()).isEqualTo(204);
        assertThat(plane.owner("POST", "/keys/restore/", blob).status()).isEqualTo(200);
        assertThat(plane.lastRecord().path("properties").path("id").asText())
                .isEqualTo(BASE + "/keys/Key01");
        assertThat(sign("ES256", DIGEST).status()).isEqualTo(200);
    }

    @Test
    @Tag("seed:I-26")
    void aUseOfAKeyIsAuditedWithItsKindAndWithoutItsDigest() {
        create("{\"kty\":\"EC\"}");
        byte[] digest =
                "0123456789abcdef0123456789abcdef"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        sign("ES256", base64(digest));
        JsonNode record = plane.lastRecord();
        assertThat(record.path("operationName").asText()).isEqualTo("KeySign");
        assertThat(record.path("properties").path("id").asText()).isEqualTo(BASE + "/keys/key01");
        assertThat(record.path("properties").path("keyProperties").path("type").asText())
                .isEqualTo("EC");
        assertThat(record.toString()).doesNotContain(base64(digest));
    }
}
