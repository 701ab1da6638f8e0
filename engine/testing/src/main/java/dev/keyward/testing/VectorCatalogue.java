package dev.keyward.testing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says of every file of vectors where it is run and, where that isn't a vault's operation, why
/// not.
public final class VectorCatalogue {
    private static final String PUBLIC =
            "public keys alone, and a vault imports none without its private half";
    private static final String CLIENT =
            "a name that clients work out for themselves; no vault has such an operation";

    private static final List<Entry> ENTRIES =
            List.of(
                    vault("aes_cbc_pkcs5_part_test.json"),
                    vault("aes_gcm_part_test.json"),
                    vault("aes_kwp_part_test.json"),
                    vault("aes_wrap_part_test.json"),
                    vault("ecdh_secp256k1_webcrypto_test.json"),
                    vault("ecdh_secp256r1_webcrypto_test.json"),
                    vault("hmac_sha256_part_test.json"),
                    vault("hmac_sha384_part_test.json"),
                    vault("hmac_sha512_part_test.json"),
                    vault("json_web_crypto_part_test.json"),
                    vault("json_web_encryption_part_test.json"),
                    vault("json_web_key_part_test.json"),
                    vault("json_web_signature_part_test.json"),
                    vault("mldsa_44_sign_noseed_test.json"),
                    vault("mldsa_65_sign_seed_test.json"),
                    vault("mldsa_87_sign_noseed_test.json"),
                    vault("mlkem_1024_keygen_seed_test.json"),
                    vault("mlkem_1024_semi_expanded_decaps_test.json"),
                    vault("mlkem_512_keygen_seed_test.json"),
                    vault("mlkem_512_semi_expanded_decaps_test.json"),
                    vault("mlkem_512_test.json"),
                    vault("mlkem_768_test.json"),
                    vault("rsa_oaep_2048_sha1_mgf1sha1_test.json"),
                    vault("rsa_oaep_2048_sha256_mgf1sha1_test.json"),
                    vault("rsa_oaep_2048_sha256_mgf1sha256_test.json"),
                    vault("rsa_oaep_4096_sha256_mgf1sha256_test.json"),
                    vault("rsa_oaep_misc_part_test.json"),
                    vault("rsa_pkcs1_2048_sig_gen_test.json"),
                    vault("rsa_pkcs1_2048_test.json"),
                    vault("rsa_pkcs1_3072_sig_gen_test.json"),
                    vault("rsa_pkcs1_3072_test.json"),
                    vault("x25519_jwk_test.json"),
                    vault("x25519_test.json"),
                    crypto("ecdsa_secp256k1_sha256_p1363_part_test.json", PUBLIC),
                    crypto("ecdsa_secp256k1_sha512_p1363_test.json", PUBLIC),
                    crypto("ecdsa_secp256r1_sha256_p1363_part_test.json", PUBLIC),
                    crypto("ecdsa_secp256r1_sha256_test.json", PUBLIC),
                    crypto("ecdsa_secp256r1_sha512_p1363_test.json", PUBLIC),
                    crypto("ecdsa_secp256r1_sha512_test.json", PUBLIC),
                    crypto("ecdsa_secp384r1_sha384_p1363_part_test.json", PUBLIC),
                    crypto("ecdsa_secp521r1_sha512_p1363_part_test.json", PUBLIC),
                    crypto("ecdsa_secp521r1_sha512_test.json", PUBLIC),
                    crypto("ed25519_part_test.json", PUBLIC),
                    crypto("mldsa_44_verify_test.json", PUBLIC),
                    crypto("mldsa_65_verify_test.json", PUBLIC),
                    crypto("rsa_pss_2048_sha256_mgf1_0_test.json", PUBLIC),
                    crypto("rsa_pss_2048_sha256_mgf1_32_test.json", PUBLIC),
                    crypto("rsa_pss_2048_sha256_mgf1sha1_20_test.json", PUBLIC),
                    crypto("rsa_pss_3072_sha256_mgf1_32_test.json", PUBLIC),
                    crypto("rsa_pss_4096_sha512_mgf1_64_test.json", PUBLIC),
                    crypto("rsa_pss_misc_params_part_test.json", PUBLIC),
                    crypto("rsa_pss_misc_part_test.json", PUBLIC),
                    crypto("rsa_signature_2048_sha256_test.json", PUBLIC),
                    crypto("rsa_signature_2048_sha512_test.json", PUBLIC),
                    crypto("rsa_signature_3072_sha256_test.json", PUBLIC),
                    crypto("rsa_signature_3072_sha384_test.json", PUBLIC),
                    crypto("rsa_signature_4096_sha512_test.json", PUBLIC),
                    crypto(
                            "mlkem_1024_encaps_test.json",
                            "gives the randomness, which a vault's operation draws itself"),
                    crypto("hkdf_sha256_part_test.json", "derives the keys that seal records"),
                    crypto("pbkdf2_hmacsha256_test.json", "opens key files by password"),
                    crypto("pbes2_hmacsha1_aes_256_test.json", "opens key files by password"),
                    crypto("pbes2_hmacsha256_aes_256_test.json", "opens key files by password"),
                    crypto("primality_part_test.json", "numbers, not keys; part of each import"),
                    nowhere("a128cbc_hs256_test.json", CLIENT),
                    nowhere("a256cbc_hs512_test.json", CLIENT),
                    nowhere("ed448_part_test.json", "Ed448 isn't offered"),
                    nowhere("hkdf_sha384_part_test.json", "only HKDF with SHA-256 is used"),
                    nowhere("hkdf_sha512_part_test.json", "only HKDF with SHA-256 is used"));

    private VectorCatalogue() {}

    /// Where a file is run.
    public enum Where {
        /// By import and the operations of a vault; the bare cryptography may run it besides.
        VAULT,
        /// Against the bare cryptography alone.
        CRYPTO,
        NOWHERE
    }

    /// @param reason why not through a vault; empty where it is
    private record Entry(String file, Where where, String reason) {}

    private static Entry vault(String file) {
        return new Entry(file, Where.VAULT, "");
    }

    private static Entry crypto(String file, String reason) {
        return new Entry(file, Where.CRYPTO, reason);
    }

    private static Entry nowhere(String file, String reason) {
        return new Entry(file, Where.NOWHERE, reason);
    }

    public static Set<String> files(Where where) {
        return ENTRIES.stream()
                .filter(entry -> entry.where() == where)
                .map(Entry::file)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static Set<String> files() {
        return ENTRIES.stream()
                .map(Entry::file)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// One line a file that no vault runs.
    public static String table() {
        return ENTRIES.stream()
                .filter(entry -> entry.where() != Where.VAULT)
                .map(entry ->
                        "vectors %-46s %-8s %s"
                                .formatted(entry.file(), entry.where(), entry.reason()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
