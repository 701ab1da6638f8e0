package dev.keyward.crypto.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every signature of the vectors gets the same answer from every provider, and the right one.
class SignatureVectorsTest {
    private static final SeededRandom RANDOM = new SeededRandom(17);
    private static final Map<Integer, String> BY_DIGEST = Map.of(32, "256", 48, "384", 64, "512");

    @ParameterizedTest
    @MethodSource("pkcs1Files")
    void pkcs1(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) ->
                        verdict(
                                keys.openPublic(VectorKeys.rsa(group.path("publicKey"))),
                                "RS" + hashBits(group),
                                digest(group, test),
                                test,
                                // Of two encodings of DigestInfo one is right: DER with
                                // its NULL.
                                Vectors.isValid(test)));
    }

    @ParameterizedTest
    @MethodSource("pkcs1SigningFiles")
    void pkcs1Signing(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    String sha = group.path("sha").asText();
                    if (!List.of("SHA-256", "SHA-384", "SHA-512").contains(sha)) {
                        return new Verdict.Skipped(sha + " isn't offered");
                    }
                    if (!isOfferedExponent(VectorKeys.rsa(group.path("privateKey")))) {
                        return new Verdict.Skipped("public exponent isn't offered");
                    }
                    ImportedKey key = VectorKeys.imported(group);
                    byte[] signature =
                            keys.open(key.parameters(), key.pkcs8())
                                    .sign(
                                            SignatureAlgorithm.valueOf("RS" + hashBits(group)),
                                            digest(group, test));
                    return Verdict.of(
                            Arrays.equals(signature, Vectors.hex(test.path("sig"))),
                            "another signature");
                });
    }

    @ParameterizedTest
    @MethodSource("pssFiles")
    void pss(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    PublicKeyParts.Rsa parts = VectorKeys.rsa(group.path("publicKey"));
                    if (!isOfferedSize(parts)) {
                        return new Verdict.Skipped("RSA key size isn't offered");
                    }
                    byte[] digest = digest(group, test);
                    String bits = BY_DIGEST.getOrDefault(digest.length, "256");
                    // PSnnn is one hash everywhere and a salt as long (RFC 7518 3.5); all
                    // else is refused, right or not.
                    boolean ours =
                            group.path("sha").asText().equals("SHA-" + bits)
                                    && group.path("mgf").asText().equals("MGF1")
                                    && group.path("mgfSha").asText().equals("SHA-" + bits)
                                    && group.path("sLen").asInt() == digest.length;
                    // Wrong by the parameters of its file, and right by ours.
                    boolean oursByChance =
                            test.path("comment").asText().equals("s_len changed to 32")
                                    && group.path("mgfSha").asText().equals("SHA-" + bits);
                    return verdict(
                            keys.openPublic(parts),
                            "PS" + bits,
                            digest,
                            test,
                            ours ? Vectors.isValid(test) : oursByChance);
                });
    }

    @ParameterizedTest
    @MethodSource("ecdsaFiles")
    void ecdsa(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    PublicKeyParts.Ec parts = VectorKeys.ec(group.path("publicKey"));
                    String alg = algorithm(parts.curve());
                    byte[] digest = digest(group, test);
                    // Each curve has one hash, and the P1363 form alone is offered.
                    boolean ours =
                            digest.length == SignatureAlgorithm.valueOf(alg).digestBytes()
                                    && group.path("type").asText().equals("EcdsaP1363Verify");
                    return verdict(
                            keys.openPublic(parts),
                            alg,
                            digest,
                            test,
                            ours && Vectors.isValid(test));
                });
    }

    static Stream<Arguments> pkcs1Files() {
        return files(
                "rsa_signature_2048_sha256_test.json",
                "rsa_signature_2048_sha512_test.json",
                "rsa_signature_3072_sha256_test.json",
                "rsa_signature_3072_sha384_test.json",
                "rsa_signature_4096_sha512_test.json");
    }

    static Stream<Arguments> pkcs1SigningFiles() {
        return files("rsa_pkcs1_2048_sig_gen_test.json", "rsa_pkcs1_3072_sig_gen_test.json");
    }

    static Stream<Arguments> pssFiles() {
        return files(
                "rsa_pss_2048_sha256_mgf1_32_test.json",
                "rsa_pss_3072_sha256_mgf1_32_test.json",
                "rsa_pss_4096_sha512_mgf1_64_test.json",
                "rsa_pss_2048_sha256_mgf1_0_test.json",
                "rsa_pss_2048_sha256_mgf1sha1_20_test.json",
                "rsa_pss_misc_part_test.json",
                "rsa_pss_misc_params_part_test.json");
    }

    static Stream<Arguments> ecdsaFiles() {
        return files(
                "ecdsa_secp256r1_sha256_p1363_part_test.json",
                "ecdsa_secp384r1_sha384_p1363_part_test.json",
                "ecdsa_secp521r1_sha512_p1363_part_test.json",
                "ecdsa_secp256k1_sha256_p1363_part_test.json",
                "ecdsa_secp256k1_sha512_p1363_test.json",
                "ecdsa_secp256r1_sha512_p1363_test.json",
                "ecdsa_secp256r1_sha256_test.json",
                "ecdsa_secp521r1_sha512_test.json",
                "ecdsa_secp256r1_sha512_test.json");
    }

    static Stream<Arguments> files(String... names) {
        return Arrays.stream(names)
                .flatMap(name ->
                        Arrays.stream(Providers.values())
                                .map(provider -> Arguments.of(name, provider)));
    }

    private static Verdict verdict(
            PublicHalf key, String alg, byte[] digest, JsonNode test, boolean expected) {
        boolean accepted;
        try {
            accepted =
                    key.verify(
                            SignatureAlgorithm.valueOf(alg), digest, Vectors.hex(test.path("sig")));
        } catch (VaultException _) {
            // A digest of another length: refused before the signature is looked at.
            accepted = false;
        }
        return Verdict.of(accepted == expected, accepted ? "accepted" : "refused");
    }

    private static String algorithm(Curve curve) {
        return switch (curve) {
            case P_256 -> "ES256";
            case P_384 -> "ES384";
            case P_521 -> "ES512";
            case P_256K -> "ES256K";
        };
    }

    private static boolean isOfferedSize(PublicKeyParts.Rsa parts) {
        return List.of(2048, 3072, 4096).contains(Numbers.read(parts.n()).bitLength());
    }

    private static boolean isOfferedExponent(PublicKeyParts.Rsa parts) {
        BigInteger e = Numbers.read(parts.e());
        return e.compareTo(BigInteger.valueOf(65537)) >= 0 && e.bitLength() <= 33;
    }

    private static String hashBits(JsonNode group) {
        return group.path("sha").asText().substring("SHA-".length());
    }

    static byte[] digest(JsonNode group, JsonNode test) {
        try {
            return MessageDigest.getInstance(group.path("sha").asText())
                    .digest(Vectors.hex(test.path("msg")));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
