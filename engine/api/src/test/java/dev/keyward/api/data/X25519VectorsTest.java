package dev.keyward.api.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Key agreement over Curve25519, seen through what the vault unwraps.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class X25519VectorsTest {
    @TempDir static Path directory = Path.of("");
    private VectorVault vault;

    X25519VectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        vault = new VectorVault(directory);
    }

    @AfterAll
    void close() {
        vault.close();
    }

    @Test
    void x25519() {
        Vectors.open("x25519_test.json", "unwrapkey")
                .run((_, test) -> {
                    byte[] d = Vectors.hex(test.path("private"));
                    return agrees(
                            d, Vectors.hex(test.path("public")), Vectors.hex(test.path("shared")));
                });
    }

    @Test
    void x25519Jwk() {
        Vectors.open("x25519_jwk_test.json", "import, unwrapkey")
                .run((_, test) -> {
                    JsonNode peer = test.path("public");
                    if (test.path("result").asText().equals("invalid")) {
                        ObjectNode mixed = peer.deepCopy();
                        mixed.set("d", test.path("private").path("d"));
                        return VectorVault.refused(vault.importKey(mixed.toString()));
                    }
                    byte[] d =
                            Base64.getUrlDecoder().decode(test.path("private").path("d").asText());
                    byte[] x = Base64.getUrlDecoder().decode(peer.path("x").asText());
                    return agrees(d, x, Vectors.hex(test.path("shared")));
                });
    }

    /// What the secret wraps, the vault unwraps; a secret of zeros is none (RFC 7748, 6.1).
    private Verdict agrees(byte[] d, byte[] peer, byte[] shared) {
        byte[] own =
                new org.bouncycastle.crypto.params.X25519PrivateKeyParameters(d, 0)
                        .generatePublicKey()
                        .getEncoded();
        String key =
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"%s\",\"d\":\"%s\"}"
                        .formatted(VectorVault.base64(own), VectorVault.base64(d));
        vault.importKey(key);
        String alg = "ECDH-ES+A256KW";
        byte[] name = alg.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info =
                ByteBuffer.allocate(4 + shared.length + 4 + name.length + 12)
                        .putInt(1)
                        .put(shared)
                        .putInt(name.length)
                        .put(name)
                        .putInt(0)
                        .putInt(0)
                        .putInt(256);
        byte[] contentKey = new byte[16];
        contentKey[0] = 1;
        byte[] wrapped =
                VectorVault.join(
                        peer, VectorVault.wrap(VectorVault.sha(256, info.array()), contentKey));
        Answer answer = vault.use(key, "unwrapkey", "alg", alg, "value", wrapped);
        boolean zero = Arrays.equals(shared, new byte[32]);
        return VectorVault.expect(!zero, answer, contentKey);
    }
}
