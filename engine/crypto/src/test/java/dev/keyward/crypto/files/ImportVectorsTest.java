package dev.keyward.crypto.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.keys.VectorKeys;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of the vectors at import: points off their curve, weak keys, numbers that aren't prime.
class ImportVectorsTest {
    private static final SeededRandom RANDOM = new SeededRandom(19);
    private static final Keys KEYS = new Keys(RANDOM);

    @ParameterizedTest
    @ValueSource(
            strings = {"ecdh_secp256r1_webcrypto_test.json", "ecdh_secp256k1_webcrypto_test.json"})
    void points(String file) {
        Vectors.open(file, "import")
                .run((group, test) -> {
                    JsonNode peer = test.path("public");
                    if (Vectors.isValid(test)) {
                        VectorKeys.importJwk(test.path("private"));
                        return Verdict.of(isPoint(peer), "point refused");
                    }
                    ObjectNode mixed = peer.deepCopy();
                    mixed.set("d", test.path("private").path("d"));
                    return Verdict.of(isRefused(mixed), "imported");
                });
    }

    @Test
    void primality() {
        Vectors.open("primality_part_test.json", "import")
                .run((group, test) -> {
                    BigInteger value = new BigInteger(Vectors.hex(test.path("value")));
                    boolean prime = Primality.isPrime(value, RANDOM);
                    // "acceptable" are negative primes, which no key has.
                    return Verdict.of(
                            prime == Vectors.isValid(test),
                            value + (prime ? " taken for prime" : " refused"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"json_web_signature_part_test.json", "json_web_crypto_part_test.json"})
    void signaturesOfJose(String file) {
        Vectors.open(file, "import, verify")
                .run((group, test) -> {
                    JsonNode jwk = group.path("private");
                    boolean modified =
                            test.path("comment").asText().equals("rejectsModifiedSignature");
                    if (!Set.of("RSA", "EC").contains(jwk.path("kty").asText())) {
                        return new Verdict.Skipped("no RSA or EC key");
                    }
                    if (!test.has("jws") || !Vectors.isValid(test) && !modified) {
                        return new Verdict.Skipped("about the token, not the key");
                    }
                    ImportedKey key = VectorKeys.importJwk(jwk);
                    String[] parts = test.path("jws").asText().split("\\.", -1);
                    SignatureAlgorithm alg = SignatureAlgorithm.valueOf(jwk.path("alg").asText());
                    byte[] digest = sha(8 * alg.digestBytes(), parts[0] + "." + parts[1]);
                    boolean right =
                            KEYS.open(key.parameters(), key.pkcs8())
                                    .verify(alg, digest, Base64.getUrlDecoder().decode(parts[2]));
                    return Verdict.of(right != modified, "verified " + right);
                });
    }

    @Test
    void keyWrapsOfJose() {
        Vectors.open("json_web_encryption_part_test.json", "import, unwrap")
                .run((group, test) -> {
                    JsonNode jwk = group.path("private");
                    var alg = EncryptionAlgorithm.parse(jwk.path("alg").asText());
                    if (!alg.map(EncryptionAlgorithm::kty).equals(Optional.of("RSA"))) {
                        return new Verdict.Skipped("no RSA key wrap");
                    }
                    if (!Vectors.isValid(test)) {
                        return new Verdict.Skipped("about the token, not the key");
                    }
                    ImportedKey key = VectorKeys.importJwk(jwk);
                    String[] parts = test.path("jwe").asText().split("\\.", -1);
                    byte[] contentKey =
                            KEYS.open(key.parameters(), key.pkcs8())
                                    .decrypt(
                                            alg.get(),
                                            CipherParts.of(
                                                    Base64.getUrlDecoder().decode(parts[1])));
                    return Verdict.of(
                            List.of(16, 24, 32, 48, 64).contains(contentKey.length),
                            contentKey.length + " bytes");
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
                    JsonNode jwk = group.path("private").path("keys").path(0);
                    return Verdict.of(isRefused(jwk) == weak.contains(about), about);
                });
    }

    private static boolean isRefused(JsonNode jwk) {
        try {
            VectorKeys.importJwk(jwk);
            return false;
        } catch (VaultException _) {
            return true;
        }
    }

    private static boolean isPoint(JsonNode jwk) {
        return VectorKeys.jwk(jwk) instanceof PrivateKeyParts.Ec ec
                && ec.x().length == ec.curve().coordinateBytes()
                && ec.y().length == ec.curve().coordinateBytes()
                && EcCurves.isOnCurve(ec.curve(), Numbers.read(ec.x()), Numbers.read(ec.y()));
    }

    private static byte[] sha(int bits, String text) {
        try {
            return MessageDigest.getInstance("SHA-" + bits)
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
