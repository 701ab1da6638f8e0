package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of type `oct` through the vault's own operations.
class SymmetricKeyTest {
    private static final String NEW = "?api-version=2026-04-01";

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

    private Answer create(int bits) {
        return plane.owner(
                "POST", "/keys/aes/create" + NEW, "{\"kty\":\"oct\",\"key_size\":" + bits + "}");
    }

    private Answer importKey(byte[] key) {
        return plane.owner(
                "PUT",
                "/keys/aes" + NEW,
                "{\"key\":{\"kty\":\"oct\",\"key_ops\":[\"encrypt\",\"decrypt\",\"wrapKey\","
                        + "\"unwrapKey\",\"sign\",\"verify\"],\"k\":\""
                        + base64(key)
                        + "\"}}");
    }

    /// @param members pairs of name and bytes
    private Answer use(String operation, String alg, Map<String, byte[]> members) {
        StringBuilder body = new StringBuilder("{\"alg\":\"" + alg + "\"");
        members.forEach(
                (name, value) -> body.append(",\"" + name + "\":\"" + base64(value) + "\""));
        return plane.owner("POST", "/keys/aes/" + operation + NEW, body.append('}').toString());
    }

    @ParameterizedTest
    @CsvSource({"128", "192", "256"})
    void aKeyIsMadeOfEachSizeAndNeverShown(int bits) {
        Answer made = create(bits);
        assertThat(made.status()).isEqualTo(200);
        JsonNode key = made.json().path("key");
        assertThat(names(key)).containsExactly("kid", "kty", "key_ops");
        assertThat(key.path("kty").asText()).isEqualTo("oct");
        assertThat(key.path("key_ops").toString())
                .isEqualTo("[\"encrypt\",\"decrypt\",\"wrapKey\",\"unwrapKey\"]");
        assertThat(made.json().path("attributes").path("key_size").asInt()).isEqualTo(bits);
        assertThat(made.json().path("attributes").path("hsmPlatform").asText()).isEqualTo("0");
        assertThat(plane.owner("GET", "/keys/aes" + NEW).text()).isEqualTo(made.text());
        for (String list : List.of("/keys", "/keys/aes/versions")) {
            assertThat(plane.owner("GET", list + NEW).text()).doesNotContain("\"k\"");
        }
        assertThat(plane.lastRecord().toString()).doesNotContain("\"k\"");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new java.util.ArrayList<>();
        for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({"16,A128GCM", "24,A192GCM", "32,A256GCM"})
    void gcmIsThatOfEveryoneElseUnderAnIvOfTheService(int length, String alg) throws Exception {
        byte[] key = new byte[length];
        key[0] = 1;
        importKey(key);
        byte[] plain = {1, 2, 3, 4, 5};
        byte[] aad = {9, 8};
        JsonNode sealed = use("encrypt", alg, Map.of("value", plain, "aad", aad)).json();
        assertThat(names(sealed)).containsExactly("kid", "value", "iv", "tag", "aad");
        assertThat(bytes(sealed, "iv")).hasSize(12);
        assertThat(bytes(sealed, "tag")).hasSize(16);
        assertThat(bytes(sealed, "aad")).isEqualTo(aad);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, bytes(sealed, "iv")));
        cipher.updateAAD(aad);
        cipher.update(bytes(sealed, "value"));
        assertThat(cipher.doFinal(bytes(sealed, "tag"))).isEqualTo(plain);

        Map<String, byte[]> parts =
                Map.of(
                        "value", bytes(sealed, "value"),
                        "iv", bytes(sealed, "iv"),
                        "tag", bytes(sealed, "tag"),
                        "aad", aad);
        assertThat(bytes(use("decrypt", alg, parts).json(), "value")).isEqualTo(plain);
        assertThat(bytes(use("encrypt", alg, Map.of("value", plain)).json(), "iv"))
                .isNotEqualTo(bytes(sealed, "iv"));
        for (String changed : parts.keySet()) {
            Map<String, byte[]> others = new java.util.HashMap<>(parts);
            byte[] part = parts.get(changed).clone();
            part[0] ^= 1;
            others.put(changed, part);
            assertThat(use("decrypt", alg, others).message())
                    .isEqualTo("The parameter is incorrect.\r\n");
        }
    }

    @Test
    void gcmTellsWhatItNeeds() {
        create(256);
        byte[] value = new byte[16];
        assertThat(use("encrypt", "A256GCM", Map.of("value", value, "iv", new byte[12])).message())
                .isEqualTo("iv must be absent: the service makes it");
        assertThat(use("decrypt", "A256GCM", Map.of("value", value)).message())
                .isEqualTo("iv must be 12 bytes long for A256GCM");
        assertThat(use("decrypt", "A256GCM", Map.of("value", value, "iv", new byte[12])).message())
                .isEqualTo("tag must be 16 bytes long for A256GCM");
        assertThat(use("encrypt", "A256GCM", Map.of("value", value, "tag", value)).message())
                .isEqualTo("tag must be absent here");
        Answer size = use("encrypt", "A128GCM", Map.of("value", value));
        assertThat(size.status()).isEqualTo(400);
        assertThat(size.code()).isEqualTo("BadParameter");
        assertThat(size.message())
                .matches(
                        "Key and encryption algorithm are incompatible. Key "
                                + VaultPlane.BASE
                                + "/keys/aes/[0-9a-f]{32} uses key size '256', and algorithm"
                                + " 'A128GCM' can only be used with key size '128'.");
        assertThat(use("encrypt", "RSA-OAEP", Map.of("value", value)).message())
                .endsWith(
                        "is of type 'oct', and algorithm 'RSA-OAEP' can only be used with key"
                                + " type 'RSA'.");
    }

    @Test
    void cbcTakesAnIvOrMakesOne() {
        create(128);
        byte[] block = new byte[16];
        JsonNode made = use("encrypt", "A128CBC", Map.of("value", block)).json();
        assertThat(names(made)).containsExactly("kid", "value", "iv");
        assertThat(bytes(made, "iv")).hasSize(16);
        assertThat(
                        bytes(
                                use(
                                                "decrypt",
                                                "A128CBC",
                                                Map.of(
                                                        "value",
                                                        bytes(made, "value"),
                                                        "iv",
                                                        bytes(made, "iv")))
                                        .json(),
                                "value"))
                .isEqualTo(block);
        Map<String, byte[]> given = Map.of("value", block, "iv", block);
        assertThat(bytes(use("encrypt", "A128CBC", given).json(), "value"))
                .isEqualTo(bytes(use("encrypt", "A128CBC", given).json(), "value"));
        for (int length : new int[] {0, 1, 15, 17}) {
            assertThat(use("encrypt", "A128CBC", Map.of("value", new byte[length])).message())
                    .isEqualTo(
                            "Invalid length of 'value': "
                                    + length
                                    + " bytes. A128CBC requires a multiple of 16 bytes, at least"
                                    + " 16, encoded with base64url.");
            JsonNode padded =
                    use("encrypt", "A128CBCPAD", Map.of("value", new byte[length])).json();
            assertThat(
                            bytes(
                                    use(
                                                    "decrypt",
                                                    "A128CBCPAD",
                                                    Map.of(
                                                            "value",
                                                            bytes(padded, "value"),
                                                            "iv",
                                                            bytes(padded, "iv")))
                                            .json(),
                                    "value"))
                    .hasSize(length);
            assertThat(
                            use(
                                            "decrypt",
                                            "A128CBCPAD",
                                            Map.of("value", new byte[length], "iv", block))
                                    .message())
                    .isEqualTo("The parameter is incorrect.\r\n");
        }
        assertThat(use("decrypt", "A128CBC", Map.of("value", block)).message())
                .isEqualTo("iv must be 16 bytes long for A128CBC");
        assertThat(use("encrypt", "A128CBC", Map.of("value", block, "aad", block)).message())
                .isEqualTo("aad must be absent but for GCM");
        assertThat(use("wrapKey", "A128CBC", Map.of("value", block)).message())
                .isEqualTo("alg must be an algorithm for wrapKey, which A128CBC isn't");
    }

    @ParameterizedTest
    @CsvSource({"A256KW,24", "CKM_AES_KEY_WRAP,24", "CKM_AES_KEY_WRAP_PAD,24"})
    void keysAreWrappedAndComeBack(String alg, int wrappedBytes) {
        create(256);
        byte[] contentKey = new byte[16];
        contentKey[3] = 7;
        JsonNode wrapped = use("wrapkey", alg, Map.of("value", contentKey)).json();
        assertThat(names(wrapped)).containsExactly("kid", "value");
        assertThat(bytes(wrapped, "value")).hasSize(wrappedBytes);
        byte[] value = bytes(wrapped, "value");
        assertThat(bytes(use("unwrapkey", alg, Map.of("value", value)).json(), "value"))
                .isEqualTo(contentKey);
        value[0] ^= 1;
        for (byte[] bad : List.of(value, new byte[0], new byte[8], new byte[25])) {
            assertThat(use("unwrapkey", alg, Map.of("value", bad)).message())
                    .isEqualTo("The parameter is incorrect.\r\n");
        }
        assertThat(use("encrypt", alg, Map.of("value", contentKey)).message())
                .isEqualTo("alg must be an algorithm for encrypt, which " + alg + " isn't");
    }

    @Test
    void aKeyWrapTakesWholeUnits() {
        create(256);
        assertThat(use("wrapkey", "A256KW", Map.of("value", new byte[15])).message())
                .isEqualTo(
                        "Invalid length of 'value': 15 bytes. A256KW requires a multiple of 8"
                                + " bytes, at least 16, encoded with base64url.");
        assertThat(use("wrapkey", "CKM_AES_KEY_WRAP_PAD", Map.of("value", new byte[15])).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"HS256,32,HmacSHA256", "HS384,48,HmacSHA384", "HS512,64,HmacSHA512"})
    void hmacIsThatOfEveryoneElse(String alg, int length, String jca) throws Exception {
        byte[] key = new byte[length];
        key[1] = 5;
        assertThat(importKey(key).status()).isEqualTo(200);
        byte[] message =
                "any message, or a digest".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] tag = bytes(use("sign", alg, Map.of("value", message)).json(), "value");
        Mac mac = Mac.getInstance(jca);
        mac.init(new SecretKeySpec(key, jca));
        assertThat(tag).isEqualTo(mac.doFinal(message));
        assertThat(use("verify", alg, Map.of("digest", message, "value", tag)).text())
                .isEqualTo("{\"value\":true}");
        tag[0] ^= 1;
        assertThat(use("verify", alg, Map.of("digest", message, "value", tag)).text())
                .isEqualTo("{\"value\":false}");
    }

    @Test
    void hmacNeedsAKeyAsLongAsItsHash() {
        importKey(new byte[32]);
        assertThat(use("sign", "HS384", Map.of("value", new byte[1])).message())
                .contains("incorrect key size of '256'", "'HS384'", "'384' or more");
    }

    @Test
    void anImportedKeyHasASizeThatSomethingTakes() {
        assertThat(importKey(new byte[65]).message())
                .isEqualTo("JSON Web Key: k property of oct key is too large, maximum size is 64");
        for (int length : new int[] {0, 1, 15, 17, 31}) {
            assertThat(importKey(new byte[length]).message())
                    .isEqualTo("key.k must be 16, 24 or 32 to 64 bytes long");
        }
        assertThat(plane.owner("PUT", "/keys/aes", "{\"key\":{\"kty\":\"oct\"}}").message())
                .isEqualTo("key.k must be given");
    }

    @ParameterizedTest
    @CsvSource({
        "7.1,A128GCM,BadParameter",
        "7.2,A128GCM,''",
        "7.5,CKM_AES_KEY_WRAP,BadParameter",
        "7.6-preview.2,CKM_AES_KEY_WRAP,''",
        "7.6,CKM_AES_KEY_WRAP,''"
    })
    void anOldVersionDoesNotKnowNewAlgorithms(String version, String alg, String code) {
        create(128);
        String operation = alg.endsWith("GCM") ? "encrypt" : "wrapkey";
        Answer answer =
                plane.owner(
                        "POST",
                        "/keys/aes/" + operation + "?api-version=" + version,
                        "{\"alg\":\"" + alg + "\",\"value\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}");
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void attributesGrowWithTheVersion() {
        create(128);
        assertThat(attributes("2015-06-01")).doesNotContain("recoverableDays", "hsmPlatform");
        assertThat(attributes("7.0")).doesNotContain("recoverableDays", "hsmPlatform");
        assertThat(attributes("7.1")).contains("recoverableDays").doesNotContain("hsmPlatform");
        assertThat(attributes("7.5")).contains("hsmPlatform").doesNotContain("key_size");
        assertThat(attributes("2026-01-01-preview")).contains("hsmPlatform", "key_size");
    }

    private List<String> attributes(String version) {
        return names(
                plane.owner("GET", "/keys/aes?api-version=" + version).json().path("attributes"));
    }

    @Test
    void randomBytesComeFromAVersionThatKnowsThem() {
        JsonNode answer = plane.owner("POST", "/rng" + NEW, "{\"count\":128}").json();
        assertThat(names(answer)).containsExactly("value");
        assertThat(bytes(answer, "value")).hasSize(128);
        assertThat(plane.owner("POST", "/rng" + NEW, "{\"count\":128}").json())
                .isNotEqualTo(answer);
        for (int count : new int[] {-1, 0, 129}) {
            Answer refused = plane.owner("POST", "/rng" + NEW, "{\"count\":" + count + "}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message())
                    .isEqualTo(
                            "GetRandomBytesRequest: count cannot be greater than 128 or less"
                                    + " than 1");
        }
        assertThat(plane.owner("POST", "/rng?api-version=7.2", "{\"count\":1}").status())
                .isEqualTo(404);
    }
}
