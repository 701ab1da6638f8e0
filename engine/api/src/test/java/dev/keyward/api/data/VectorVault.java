package dev.keyward.api.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.testing.Vectors.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// A vault that takes the keys of vectors in by import and uses them, and what its answers mean.
final class VectorVault implements AutoCloseable {
    static final String OPERATIONS =
            "[\"encrypt\",\"decrypt\",\"wrapKey\",\"unwrapKey\",\"sign\",\"verify\"]";

    private static final String VERSION = "?api-version=2026-05-01-preview";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Answer> imported = new ConcurrentHashMap<>();
    private final VaultPlane plane;

    VectorVault(Path directory) throws IOException {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
    }

    @Override
    public void close() {
        plane.close();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Imports once; the name is made of the key.
    Answer importKey(String jwk) {
        return imported.computeIfAbsent(
                jwk,
                key -> plane.owner("PUT", "/keys/" + name(key) + VERSION, "{\"key\":" + key + "}"));
    }

    private static String name(String jwk) {
        return "k"
                + HexFormat.of().formatHex(sha(256, jwk.getBytes(StandardCharsets.UTF_8)), 0, 12);
    }

    static byte[] sha(int bits, byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-" + bits).digest(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Answer use(String jwk, String operation, Object... members) {
        ObjectNode body = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            Object value = members[i + 1];
            body.put(
                    members[i].toString(),
                    value instanceof byte[] bytes ? base64(bytes) : value.toString());
        }
        return plane.owner(
                "POST", "/keys/" + name(jwk) + "/" + operation + VERSION, body.toString());
    }

    static byte[] value(Answer answer) {
        return Base64.getUrlDecoder().decode(answer.json().path("value").asText());
    }

    static boolean is(Answer answer, byte[] expected) {
        return answer.status() == 200 && Arrays.equals(value(answer), expected);
    }

    /// A refusal in the service's form, that tells nothing.
    static Verdict refused(Answer answer) {
        return Verdict.of(
                answer.status() == 400 && answer.code().startsWith("BadParameter"),
                answer.status() + " " + answer.text());
    }

    static Verdict expect(boolean valid, Answer answer, byte[] expected) {
        return valid
                ? Verdict.of(is(answer, expected), answer.status() + " " + answer.text())
                : refused(answer);
    }

    static byte[] wrap(byte[] key, byte[] value) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
