package dev.keyward.crypto.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every ciphertext of the vectors is opened or refused alike by every provider; refusals are all
/// the one error. The keys go through import with all its checks.
class EncryptionVectorsTest {
    private static final SeededRandom RANDOM = new SeededRandom(18);

    @ParameterizedTest
    @MethodSource("pkcs1Files")
    void pkcs1(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) ->
                        verdict(
                                keys,
                                group,
                                test,
                                EncryptionAlgorithm.RSA1_5,
                                Vectors.isValid(test)));
    }

    @ParameterizedTest
    @MethodSource("oaepFiles")
    void oaep(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    if (!List.of(2048, 3072, 4096).contains(group.path("keySize").asInt())) {
                        return new Verdict.Skipped("RSA key size isn't offered");
                    }
                    String sha = group.path("sha").asText();
                    boolean sha1 = sha.equals("SHA-1");
                    // One hash throughout and no label (RFC 7518 4.3); all else is refused,
                    // right or not.
                    boolean ours =
                            (sha1 || sha.equals("SHA-256"))
                                    && group.path("mgfSha").asText().equals(sha)
                                    && test.path("label").asText().isEmpty();
                    return verdict(
                            keys,
                            group,
                            test,
                            sha1 ? EncryptionAlgorithm.RSA_OAEP : EncryptionAlgorithm.RSA_OAEP_256,
                            ours && Vectors.isValid(test));
                });
    }

    static Stream<Arguments> pkcs1Files() {
        return SignatureVectorsTest.files("rsa_pkcs1_2048_test.json", "rsa_pkcs1_3072_test.json");
    }

    static Stream<Arguments> oaepFiles() {
        return SignatureVectorsTest.files(
                "rsa_oaep_2048_sha1_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha256_test.json",
                "rsa_oaep_4096_sha256_mgf1sha256_test.json",
                "rsa_oaep_2048_sha256_mgf1sha1_test.json",
                "rsa_oaep_misc_part_test.json");
    }

    private static Verdict verdict(
            Keys keys,
            JsonNode group,
            JsonNode test,
            EncryptionAlgorithm algorithm,
            boolean expected) {
        ImportedKey imported = VectorKeys.imported(group);
        CryptoKey key = keys.open(imported.parameters(), imported.pkcs8());
        byte[] plaintext;
        try {
            plaintext = key.decrypt(algorithm, CipherParts.of(Vectors.hex(test.path("ct"))));
        } catch (VaultException e) {
            return Verdict.of(
                    !expected && e.error().equals(new VaultError.ParameterIncorrect()), "" + e);
        }
        return Verdict.of(
                expected && Arrays.equals(plaintext, Vectors.hex(test.path("msg"))),
                "decrypted to " + plaintext.length + " bytes");
    }
}
