package dev.keyward.api.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys in JOSE form: what is imported, what is refused, and what they verify and unwrap.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoseVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir static Path directory = Path.of("");
    private VectorVault vault;

    JoseVectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        vault = new VectorVault(directory);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ecdh_secp256r1_webcrypto_test.json", "ecdh_secp256k1_webcrypto_test.json"})
    void points(String file) {
        Vectors.open(file, "import")
                .run((_, test) -> {
                    if (Vectors.isValid(test)) {
                        Answer answer = vault.importKey(test.path("private").toString());
                        return Verdict.of(answer.status() == 200, answer.text());
                    }
                    ObjectNode mixed = test.path("public").deepCopy();
                    mixed.set("d", test.path("private").path("d"));
                    return VectorVault.refused(vault.importKey(mixed.toString()));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_web_signature_part_test.json", "json_web_crypto_part_test.json"})
    void signaturesOfJose(String file) {
        Vectors.open(file, "import, verify")
                .run((group, test) -> {
                    boolean modified =
                            test.path("comment").asText().equals("rejectsModifiedSignature");
                    boolean lenient = test.path("comment").asText().startsWith("InvalidCharacter");
                    if (!test.has("jws") || lenient || !Vectors.isValid(test) && !modified) {
                        return new Verdict.Skipped("about the token, not the key");
                    }
                    String key = jwk(group);
                    Answer made = vault.importKey(key);
                    if (made.status() != 200) {
                        return new Verdict.Skipped("no key of a vault: " + made.message());
                    }
                    String alg = group.path("private").path("alg").asText();
                    String[] parts = test.path("jws").asText().split("\\.", -1);
                    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
                    byte[] digest =
                            alg.startsWith("HS") || alg.startsWith("Ed")
                                    ? input
                                    : VectorVault.sha(Integer.parseInt(alg.substring(2, 5)), input);
                    Answer verified =
                            vault.use(
                                    key,
                                    "verify",
                                    "alg",
                                    alg,
                                    "digest",
                                    digest,
                                    "value",
                                    Base64.getUrlDecoder().decode(parts[2]));
                    return Verdict.of(
                            verified.text().equals("{\"value\":" + !modified + "}"),
                            verified.text());
                });
    }

    @Test
    void keyWrapsOfJose() {
        Vectors.open("json_web_encryption_part_test.json", "import, unwrapkey")
                .run((group, test) -> {
                    String alg = group.path("private").path("alg").asText();
                    if (!Vectors.isValid(test)) {
                        return new Verdict.Skipped("about the token, not the key");
                    }
                    String[] parts = test.path("jwe").asText().split("\\.", -1);
                    String key = jwk(group);
                    Answer made = vault.importKey(key);
                    if (made.status() != 200
                            || !Set.of(
                                            "RSA1_5",
                                            "RSA-OAEP",
                                            "RSA-OAEP-256",
                                            "A128KW",
                                            "A192KW",
                                            "A256KW")
                                    .contains(alg)) {
                        return new Verdict.Skipped("key management " + alg + " isn't the vault's");
                    }
                    Answer opened =
                            vault.use(
                                    key,
                                    "unwrapkey",
                                    "alg",
                                    alg,
                                    "value",
                                    Base64.getUrlDecoder().decode(parts[1]));
                    return Verdict.of(
                            opened.status() == 200
                                    && List.of(16, 24, 32, 48, 64)
                                            .contains(VectorVault.value(opened).length),
                            opened.text());
                });
    }

    @Test
    void weakKeysOfJose() {
        Set<String> weak = Set.of("jws_rsa_roca_key", "exponentOne");
        Vectors.open("json_web_key_part_test.json", "import")
                .run((group, test) -> {
                    String about = group.path("comment").asText();
                    if (!weak.contains(about) && !about.equals("rs256")) {
                        return new Verdict.Skipped("about key sets, not one key");
                    }
                    Answer answer =
                            vault.importKey(bare(group.path("private").path("keys").path(0)));
                    return Verdict.of(
                            (answer.status() == 400) == weak.contains(about), answer.text());
                });
    }

    /// The key of a group; what the vault decides itself is left out.
    private static String jwk(JsonNode group) {
        return bare(group.path("private"));
    }

    private static String bare(JsonNode jwk) {
        ObjectNode key = jwk.deepCopy();
        key.remove(List.of("alg", "use", "kid"));
        key.remove("key_ops");
        if (key.path("kty").asText().equals("oct")) {
            key.set("key_ops", read(VectorVault.OPERATIONS));
        }
        return key.toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
