package dev.keyward.api.data;

import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AES and HMAC keys of the vectors through the vault's own operations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymmetricVectorsTest {
    @TempDir static Path directory = Path.of("");
    private VectorVault vault;

    SymmetricVectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        vault = new VectorVault(directory);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    private static String oct(byte[] key) {
        return "{\"kty\":\"oct\",\"key_ops\":"
                + VectorVault.OPERATIONS
                + ",\"k\":\""
                + VectorVault.base64(key)
                + "\"}";
    }

    @Test
    void aesGcm() {
        Vectors.open("aes_gcm_part_test.json", "decrypt")
                .run((group, test) -> {
                    String key = oct(Vectors.hex(test.path("key")));
                    vault.importKey(key);
                    Answer answer =
                            vault.use(
                                    key,
                                    "decrypt",
                                    "alg",
                                    "A" + group.path("keySize").asInt() + "GCM",
                                    "value",
                                    Vectors.hex(test.path("ct")),
                                    "iv",
                                    Vectors.hex(test.path("iv")),
                                    "tag",
                                    Vectors.hex(test.path("tag")),
                                    "aad",
                                    Vectors.hex(test.path("aad")));
                    // One length of iv and tag; all else is refused, right or not.
                    boolean ours =
                            group.path("ivSize").asInt() == 96
                                    && group.path("tagSize").asInt() == 128;
                    return VectorVault.expect(
                            ours && Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
                });
    }

    @Test
    void aesCbc() {
        Vectors.open("aes_cbc_pkcs5_part_test.json", "encrypt, decrypt")
                .run((group, test) -> {
                    String key = oct(Vectors.hex(test.path("key")));
                    vault.importKey(key);
                    String alg = "A" + group.path("keySize").asInt() + "CBCPAD";
                    byte[] iv = Vectors.hex(test.path("iv"));
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] ciphertext = Vectors.hex(test.path("ct"));
                    Answer opened =
                            vault.use(key, "decrypt", "alg", alg, "value", ciphertext, "iv", iv);
                    if (!Vectors.isValid(test)) {
                        return VectorVault.refused(opened);
                    }
                    Answer sealed =
                            vault.use(key, "encrypt", "alg", alg, "value", message, "iv", iv);
                    return Verdict.of(
                            VectorVault.is(opened, message) && VectorVault.is(sealed, ciphertext),
                            opened.text() + sealed.text());
                });
    }

    /// `acceptable` are wrapped keys of 64 bits, which RFC 3394 doesn't define; refused.
    @ParameterizedTest
    @CsvSource({
        "aes_wrap_part_test.json,A%sKW",
        "aes_wrap_part_test.json,CKM_AES_KEY_WRAP",
        "aes_kwp_part_test.json,CKM_AES_KEY_WRAP_PAD"
    })
    void aesKeyWrap(String file, String pattern) {
        Vectors.open(file, "wrapkey, unwrapkey")
                .run((group, test) -> {
                    String key = oct(Vectors.hex(test.path("key")));
                    vault.importKey(key);
                    String alg = pattern.formatted(group.path("keySize").asText());
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] wrapped = Vectors.hex(test.path("ct"));
                    Answer opened = vault.use(key, "unwrapkey", "alg", alg, "value", wrapped);
                    if (!Vectors.isValid(test)) {
                        return VectorVault.refused(opened);
                    }
                    Answer sealed = vault.use(key, "wrapkey", "alg", alg, "value", message);
                    return Verdict.of(
                            VectorVault.is(opened, message) && VectorVault.is(sealed, wrapped),
                            opened.text() + sealed.text());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "hmac_sha256_part_test.json,256",
        "hmac_sha384_part_test.json,384",
        "hmac_sha512_part_test.json,512"
    })
    void hmac(String file, int bits) {
        Vectors.open(file, "sign, verify")
                .run((group, test) -> {
                    byte[] bytes = Vectors.hex(test.path("key"));
                    String key = oct(bytes);
                    Answer made = vault.importKey(key);
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] tag = Vectors.hex(test.path("tag"));
                    String alg = "HS" + bits;
                    if (made.status() != 200) {
                        return VectorVault.refused(made);
                    }
                    Answer verified =
                            vault.use(key, "verify", "alg", alg, "digest", message, "value", tag);
                    if (8 * bytes.length < bits) {
                        return VectorVault.refused(verified);
                    }
                    // A tag cut short is no tag.
                    boolean right = Vectors.isValid(test) && group.path("tagSize").asInt() == bits;
                    boolean said = verified.text().equals("{\"value\":" + right + "}");
                    return Verdict.of(
                            said
                                    && (!right
                                            || VectorVault.is(
                                                    vault.use(
                                                            key, "sign", "alg", alg, "value",
                                                            message),
                                                    tag)),
                            verified.text());
                });
    }
}
