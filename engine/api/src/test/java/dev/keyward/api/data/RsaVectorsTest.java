package dev.keyward.api.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RSA keys of the vectors through the vault's own operations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RsaVectorsTest {
    private static final Set<Integer> RSA_SIZES = Set.of(2048, 3072, 4096);
    @TempDir static Path directory = Path.of("");
    private VectorVault vault;

    RsaVectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        vault = new VectorVault(directory);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    private static String rsa(JsonNode group) {
        try {
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey)
                            KeyFactory.getInstance("RSA")
                                    .generatePrivate(
                                            new PKCS8EncodedKeySpec(
                                                    Vectors.hex(group.path("privateKeyPkcs8"))));
            return "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\",\"d\":\"%s\",\"p\":\"%s\",\"q\":\"%s\",\"dp\":\"%s\",\"dq\":\"%s\",\"qi\":\"%s\"}"
                    .formatted(
                            number(key.getModulus()),
                            number(key.getPublicExponent()),
                            number(key.getPrivateExponent()),
                            number(key.getPrimeP()),
                            number(key.getPrimeQ()),
                            number(key.getPrimeExponentP()),
                            number(key.getPrimeExponentQ()),
                            number(key.getCrtCoefficient()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return VectorVault.base64(
                bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa_pkcs1_2048_sig_gen_test.json", "rsa_pkcs1_3072_sig_gen_test.json"})
    void rsaSignatures(String file) {
        Vectors.open(file, "sign, verify")
                .run((group, test) -> {
                    String bits = group.path("sha").asText().substring(4);
                    if (!Set.of("256", "384", "512").contains(bits)) {
                        return new Verdict.Skipped("hash isn't offered");
                    }
                    String key = rsa(group);
                    Answer made = vault.importKey(key);
                    if (made.status() != 200) {
                        return new Verdict.Skipped("import refuses it: " + made.message());
                    }
                    byte[] digest =
                            VectorVault.sha(Integer.parseInt(bits), Vectors.hex(test.path("msg")));
                    byte[] signature = Vectors.hex(test.path("sig"));
                    Answer signed = vault.use(key, "sign", "alg", "RS" + bits, "value", digest);
                    Answer verified =
                            vault.use(
                                    key,
                                    "verify",
                                    "alg",
                                    "RS" + bits,
                                    "digest",
                                    digest,
                                    "value",
                                    signature);
                    return Verdict.of(
                            VectorVault.is(signed, signature)
                                    && verified.text().equals("{\"value\":true}"),
                            signed.text() + verified.text());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa_pkcs1_2048_test.json", "rsa_pkcs1_3072_test.json"})
    void rsa15(String file) {
        Vectors.open(file, "decrypt")
                .run((group, test) -> {
                    String key = rsa(group);
                    vault.importKey(key);
                    Answer answer =
                            vault.use(
                                    key,
                                    "decrypt",
                                    "alg",
                                    "RSA1_5",
                                    "value",
                                    Vectors.hex(test.path("ct")));
                    return VectorVault.expect(
                            Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa_oaep_2048_sha1_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha256_test.json",
                "rsa_oaep_4096_sha256_mgf1sha256_test.json",
                "rsa_oaep_2048_sha256_mgf1sha1_test.json",
                "rsa_oaep_misc_part_test.json"
            })
    void rsaOaep(String file) {
        Vectors.open(file, "unwrapkey")
                .run((group, test) -> {
                    String key = rsa(group);
                    Answer made = vault.importKey(key);
                    if (!RSA_SIZES.contains(group.path("keySize").asInt())) {
                        return VectorVault.refused(made);
                    }
                    String sha = group.path("sha").asText();
                    boolean ours =
                            Set.of("SHA-1", "SHA-256").contains(sha)
                                    && group.path("mgfSha").asText().equals(sha)
                                    && test.path("label").asText().isEmpty();
                    String alg = sha.equals("SHA-1") ? "RSA-OAEP" : "RSA-OAEP-256";
                    Answer answer =
                            vault.use(
                                    key,
                                    "unwrapkey",
                                    "alg",
                                    alg,
                                    "value",
                                    Vectors.hex(test.path("ct")));
                    return VectorVault.expect(
                            ours && Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
                });
    }
}
