package dev.keyward.api.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ML-DSA and ML-KEM keys of the vectors through the vault's own operations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostQuantumVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir static Path directory = Path.of("");
    private VectorVault vault;

    PostQuantumVectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        vault = new VectorVault(directory);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    private static String akp(String alg, byte[] pub, byte[] priv) {
        return "{\"kty\":\"AKP\",\"alg\":\"%s\",\"pub\":\"%s\",\"priv\":\"%s\"}"
                .formatted(alg, VectorVault.base64(pub), VectorVault.base64(priv));
    }

    @ParameterizedTest
    @CsvSource({
        "mldsa_65_sign_seed_test.json,ML-DSA-65,privateSeed",
        "mldsa_44_sign_noseed_test.json,ML-DSA-44,privateKey",
        "mldsa_87_sign_noseed_test.json,ML-DSA-87,privateKey"
    })
    void mlDsa(String file, String alg, String member) {
        Vectors.open(file, "sign, verify")
                .run((group, test) -> {
                    String key =
                            akp(
                                    alg,
                                    Vectors.hex(
                                            group.path("publicKey").isNull()
                                                    ? JSON.createObjectNode().textNode("")
                                                    : group.path("publicKey")),
                                    Vectors.hex(group.path(member)));
                    Answer made = vault.importKey(key);
                    if (made.status() != 200) {
                        return Vectors.isValid(test)
                                ? new Verdict.Wrong(made.text())
                                : VectorVault.refused(made);
                    }
                    byte[] signature = Vectors.hex(test.path("sig"));
                    if (!test.has("msg")) {
                        byte[] mu = Vectors.hex(test.path("mu"));
                        return signs(
                                vault.use(key, "verify", "external_mu", mu, "value", signature),
                                mine -> vault.use(key, "verify", "external_mu", mu, "value", mine),
                                vault.use(key, "sign", "external_mu", mu));
                    }
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] context = Vectors.hex(test.path("ctx"));
                    Answer signed =
                            vault.use(
                                    key, "sign", "alg", alg, "value", message, "context", context);
                    if (!Vectors.isValid(test)) {
                        return VectorVault.refused(signed);
                    }
                    return signs(
                            vault.use(
                                    key, "verify", "alg", alg, "digest", message, "context",
                                    context, "value", signature),
                            mine ->
                                    vault.use(
                                            key, "verify", "alg", alg, "digest", message, "context",
                                            context, "value", mine),
                            signed);
                });
    }

    /// The vector's signature is right, and so is the vault's, which has its own randomness.
    private static Verdict signs(
            Answer verified, java.util.function.Function<byte[], Answer> verify, Answer signed) {
        String right = "{\"value\":true}";
        return Verdict.of(
                verified.text().equals(right)
                        && signed.status() == 200
                        && verify.apply(VectorVault.value(signed)).text().equals(right),
                verified.text() + " " + signed.status());
    }

    @ParameterizedTest
    @CsvSource({
        "mlkem_512_test.json,ML-KEM-512,seed,ML-KEM-512+A128KW",
        "mlkem_768_test.json,ML-KEM-768,seed,ML-KEM-768+A192KW",
        "mlkem_512_semi_expanded_decaps_test.json,ML-KEM-512,dk,ML-KEM-512+A128KW",
        "mlkem_1024_semi_expanded_decaps_test.json,ML-KEM-1024,dk,ML-KEM-1024+A256KW"
    })
    void mlKem(String file, String kem, String member, String alg) {
        Vectors.open(file, "import, unwrapkey")
                .run((_, test) -> {
                    if (!test.has("ek") && Vectors.isValid(test)) {
                        return new Verdict.Skipped("no public key, which an import needs");
                    }
                    String key =
                            akp(kem, Vectors.hex(test.path("ek")), Vectors.hex(test.path(member)));
                    Answer made = vault.importKey(key);
                    if (made.status() != 200) {
                        return Vectors.isValid(test)
                                ? new Verdict.Wrong(made.text())
                                : VectorVault.refused(made);
                    }
                    byte[] contentKey = new byte[24];
                    contentKey[2] = 3;
                    byte[] secret = Vectors.hex(test.path("K"));
                    byte[] wrapped =
                            VectorVault.join(
                                    Vectors.hex(test.path("c")),
                                    VectorVault.wrap(
                                            kmac(secret.length == 0 ? new byte[32] : secret, alg),
                                            contentKey));
                    Answer answer = vault.use(key, "unwrapkey", "alg", alg, "value", wrapped);
                    return VectorVault.expect(Vectors.isValid(test), answer, contentKey);
                });
    }

    private static byte[] kmac(byte[] secret, String alg) {
        int bits = Integer.parseInt(alg.substring(alg.indexOf('+') + 2, alg.length() - 2));
        byte[] name = alg.getBytes(StandardCharsets.US_ASCII);
        byte[] info =
                ByteBuffer.allocate(8 + name.length)
                        .putInt(name.length)
                        .put(name)
                        .putInt(bits)
                        .array();
        KMAC mac = new KMAC(256, new byte[0]);
        mac.init(new KeyParameter(secret));
        mac.update(info, 0, info.length);
        byte[] key = new byte[bits / 8];
        mac.doFinal(key, 0, key.length);
        return key;
    }

    @ParameterizedTest
    @CsvSource({
        "mlkem_512_keygen_seed_test.json,ML-KEM-512",
        "mlkem_1024_keygen_seed_test.json,ML-KEM-1024"
    })
    void mlKemKeys(String file, String kem) {
        Vectors.open(file, "import")
                .run((_, test) -> {
                    byte[] ek = Vectors.hex(test.path("ek"));
                    Answer fromSeed = vault.importKey(akp(kem, ek, Vectors.hex(test.path("seed"))));
                    Answer expanded = vault.importKey(akp(kem, ek, Vectors.hex(test.path("dk"))));
                    return Verdict.of(
                            fromSeed.status() == 200
                                    && expanded.status() == 200
                                    && fromSeed.json()
                                            .path("key")
                                            .path("pub")
                                            .asText()
                                            .equals(VectorVault.base64(ek)),
                            fromSeed.text());
                });
    }
}
