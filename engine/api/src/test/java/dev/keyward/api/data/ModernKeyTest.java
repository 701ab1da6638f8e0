package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Post-quantum keys (`AKP`) and those on Curve25519 (`OKP`) through the vault's own operations.
class ModernKeyTest {
    private static final String NEW = "?api-version=2026-05-01-preview";
    private static final String MESSAGE =
            base64("a message, not its digest".getBytes(StandardCharsets.UTF_8));

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

    private static byte[] bytes(JsonNode json, String member) {
        return Base64.getUrlDecoder().decode(json.path(member).asText());
    }

    private Answer create(String members) {
        return plane.owner("POST", "/keys/k/create" + NEW, "{" + members + "}");
    }

    private Answer use(String operation, String members) {
        return plane.owner("POST", "/keys/k/" + operation + NEW, "{" + members + "}");
    }

    @ParameterizedTest
    @CsvSource({"ML-DSA-44,1312,2420", "ML-DSA-65,1952,3309", "ML-DSA-87,2592,4627"})
    void anMlDsaKeySignsWhatTheJdkVerifies(String alg, int publicBytes, int signatureBytes)
            throws Exception {
        JsonNode made = create("\"kty\":\"AKP\",\"alg\":\"" + alg + "\"").json();
        JsonNode key = made.path("key");
        assertThat(key.path("kty").asText()).isEqualTo("AKP");
        assertThat(key.path("alg").asText()).isEqualTo(alg);
        assertThat(key.path("key_ops").toString()).isEqualTo("[\"sign\",\"verify\"]");
        assertThat(bytes(key, "pub")).hasSize(publicBytes);
        assertThat(key.has("priv")).isFalse();
        byte[] signature =
                bytes(
                        use("sign", "\"alg\":\"" + alg + "\",\"value\":\"" + MESSAGE + "\"").json(),
                        "value");
        assertThat(signature).hasSize(signatureBytes);
        Signature verifier = Signature.getInstance("ML-DSA");
        verifier.initVerify(
                KeyFactory.getInstance("ML-DSA")
                        .generatePublic(new X509EncodedKeySpec(info(alg, bytes(key, "pub")))));
        verifier.update(Base64.getUrlDecoder().decode(MESSAGE));
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(
                        use(
                                        "verify",
                                        "\"alg\":\""
                                                + alg
                                                + "\",\"digest\":\""
                                                + MESSAGE
                                                + "\",\"value\":\""
                                                + base64(signature)
                                                + "\"")
                                .text())
                .isEqualTo("{\"value\":true}");
    }

    /// RFC 9881, 4: the bare key as a bit string under its object identifier.
    private static byte[] info(String alg, byte[] pub) {
        int last = alg.equals("ML-DSA-44") ? 0x11 : alg.equals("ML-DSA-65") ? 0x12 : 0x13;
        byte[] head =
                HexFormat.of()
                        .parseHex(
                                "3082"
                                        + String.format("%04x", pub.length + 18)
                                        + "300b06096086480165030403"
                                        + String.format("%02x", last)
                                        + "0382"
                                        + String.format("%04x", pub.length + 1)
                                        + "00");
        byte[] whole = Arrays.copyOf(head, head.length + pub.length);
        System.arraycopy(pub, 0, whole, head.length, pub.length);
        return whole;
    }

    @Test
    void contextIsPartOfTheSignature() {
        create("\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\"");
        String context = base64("for tests".getBytes(StandardCharsets.UTF_8));
        String value = ",\"context\":\"" + context + "\"";
        JsonNode signed =
                use("sign", "\"alg\":\"ML-DSA-65\",\"value\":\"" + MESSAGE + "\"" + value).json();
        String verify =
                "\"alg\":\"ML-DSA-65\",\"digest\":\""
                        + MESSAGE
                        + "\",\"value\":\""
                        + signed.path("value").asText()
                        + "\"";
        assertThat(use("verify", verify + value).text()).isEqualTo("{\"value\":true}");
        assertThat(use("verify", verify).text()).isEqualTo("{\"value\":false}");
        assertThat(
                        use(
                                        "sign",
                                        "\"alg\":\"ML-DSA-65\",\"value\":\"AAAA\",\"context\":\""
                                                + base64(new byte[256])
                                                + "\"")
                                .message())
                .isEqualTo("context must be at most 255 bytes long");
        assertThat(
                        use("sign", "\"alg\":\"ML-DSA-44\",\"value\":\"AAAA\",\"context\":\"AA\"")
                                .message())
                .contains("uses algorithm 'ML-DSA-65', and algorithm 'ML-DSA-44'");
    }

    @Test
    void externalMuStandsForTheMessage() {
        create("\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\"");
        String mu = "\"external_mu\":\"" + base64(new byte[64]) + "\"";
        JsonNode signed = use("sign", mu).json();
        String value = ",\"value\":\"" + signed.path("value").asText() + "\"";
        assertThat(use("verify", mu + value).text()).isEqualTo("{\"value\":true}");
        String other = "\"external_mu\":\"" + base64(new byte[] {1}) + "\"";
        assertThat(use("verify", other + value).message())
                .isEqualTo("external_mu must be 64 bytes long");
        assertThat(use("sign", mu + ",\"alg\":\"ML-DSA-44\"").message())
                .isEqualTo("external_mu must be given without alg, value, digest and context");
        assertThat(use("sign", "").message()).isEqualTo("alg must be given");
        assertThat(
                        plane.owner("POST", "/keys/k/sign?api-version=2026-04-01", "{" + mu + "}")
                                .message())
                .isEqualTo("external_mu must be absent in this api-version");
        plane.owner("POST", "/keys/ec/create" + NEW, "{\"kty\":\"EC\"}");
        assertThat(plane.owner("POST", "/keys/ec/sign" + NEW, "{" + mu + "}").message())
                .isEqualTo("external_mu and context must be absent but for ML-DSA keys");
    }

    @ParameterizedTest
    @CsvSource({
        "ML-KEM-512,ML-KEM-512+A128KW,768",
        "ML-KEM-768,ML-KEM-768+A192KW,1088",
        "ML-KEM-1024,ML-KEM-1024+A256KW,1568"
    })
    void anMlKemKeyWrapsKeys(String kem, String alg, int ciphertextBytes) {
        JsonNode key = create("\"kty\":\"AKP\",\"alg\":\"" + kem + "\"").json().path("key");
        assertThat(key.path("key_ops").toString()).isEqualTo("[\"wrapKey\",\"unwrapKey\"]");
        wrapsAndUnwraps(alg, ciphertextBytes);
        assertThat(use("wrapkey", "\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"").message())
                .contains("is of type 'AKP', and algorithm 'RSA-OAEP'");
    }

    @Test
    void anX25519KeyWrapsKeys() {
        JsonNode key = create("\"kty\":\"OKP\",\"crv\":\"X25519\"").json().path("key");
        assertThat(key.path("crv").asText()).isEqualTo("X25519");
        assertThat(bytes(key, "x")).hasSize(32);
        for (String alg : new String[] {"ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"}) {
            wrapsAndUnwraps(alg, 32);
        }
    }

    private void wrapsAndUnwraps(String alg, int headBytes) {
        String contentKey = base64("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        String named = "\"alg\":\"" + alg + "\",\"value\":\"";
        byte[] wrapped = bytes(use("wrapkey", named + contentKey + "\"").json(), "value");
        assertThat(wrapped).hasSize(headBytes + 24);
        assertThat(use("unwrapkey", named + base64(wrapped) + "\"").json().path("value").asText())
                .isEqualTo(contentKey);
        for (int at : new int[] {0, headBytes, wrapped.length - 1}) {
            byte[] changed = wrapped.clone();
            changed[at] ^= 1;
            assertThat(use("unwrapkey", named + base64(changed) + "\"").message())
                    .isEqualTo("The parameter is incorrect.\r\n");
        }
        assertThat(use("unwrapkey", named + "AAAA\"").message())
                .isEqualTo("The parameter is incorrect.\r\n");
        assertThat(use("wrapkey", named + "AAAA\"").message())
                .isEqualTo(
                        "Invalid length of 'value': 3 bytes. "
                                + alg
                                + " requires a multiple of 8 bytes, at least 16, encoded with"
                                + " base64url.");
    }

    /// RFC 8037, A.1 and A.4.
    @Test
    void anEd25519KeySignsAsItsRfcSays() {
        Answer imported =
                plane.owner(
                        "PUT",
                        "/keys/k" + NEW,
                        "{\"key\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                                + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}}");
        assertThat(imported.json().path("key").path("x").asText())
                .isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        String input =
                base64(
                        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
                                .getBytes(StandardCharsets.UTF_8));
        for (String alg : new String[] {"EdDSA", "Ed25519"}) {
            String signature =
                    use("sign", "\"alg\":\"" + alg + "\",\"value\":\"" + input + "\"")
                            .json()
                            .path("value")
                            .asText();
            assertThat(signature)
                    .isEqualTo(
                            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVs"
                                    + "Pt9g7sVvpAr_MuM0KAg");
            assertThat(
                            use(
                                            "verify",
                                            "\"alg\":\""
                                                    + alg
                                                    + "\",\"digest\":\""
                                                    + input
                                                    + "\",\"value\":\""
                                                    + signature
                                                    + "\"")
                                    .text())
                    .isEqualTo("{\"value\":true}");
        }
    }

    @Test
    void halvesThatDoNotBelongTogetherAreRefused() {
        JsonNode key = create("\"kty\":\"AKP\",\"alg\":\"ML-KEM-512\"").json().path("key");
        assertThat(
                        plane.owner(
                                        "PUT",
                                        "/keys/k" + NEW,
                                        "{\"key\":{\"kty\":\"AKP\",\"alg\":\"ML-KEM-512\",\"pub\":\""
                                                + key.path("pub").asText()
                                                + "\",\"priv\":\""
                                                + base64(new byte[64])
                                                + "\"}}")
                                .message())
                .isEqualTo("key.pub must be the public half of key.priv");
        assertThat(
                        plane.owner(
                                        "PUT",
                                        "/keys/k" + NEW,
                                        "{\"key\":{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\","
                                                + "\"priv\":\"AAAA\"}}")
                                .message())
                .isEqualTo(
                        "key.priv must be the seed of ML-DSA-44 (32 bytes), or its expanded key");
        assertThat(
                        plane.owner(
                                        "PUT",
                                        "/keys/k" + NEW,
                                        "{\"key\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                                                + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                                                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURs\"}}")
                                .message())
                .isIn(
                        "key.x must be the public half of key.d",
                        "x must be base64url without padding");
    }

    @ParameterizedTest
    @CsvSource({"AKP,alg,ML-DSA-65", "AKP,alg,ML-KEM-768", "OKP,crv,Ed25519", "OKP,crv,X25519"})
    void aKeySurvivesBackupAndIsGivenToOldVersions(String kty, String member, String value) {
        create("\"kty\":\"" + kty + "\",\"" + member + "\":\"" + value + "\"");
        String before = plane.owner("GET", "/keys/k" + NEW).text();
        String blob = plane.owner("POST", "/keys/k/backup" + NEW).text();
        plane.owner("DELETE", "/keys/k" + NEW);
        plane.owner("DELETE", "/deletedkeys/k" + NEW);
        assertThat(plane.owner("POST", "/keys/restore" + NEW, blob).text()).isEqualTo(before);
        assertThat(plane.owner("GET", "/keys/k?api-version=7.4").status()).isEqualTo(200);
    }
}
