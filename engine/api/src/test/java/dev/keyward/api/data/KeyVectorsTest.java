package dev.keyward.api.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every vector whose private key can be imported, through the vault's own operations: import, then
/// sign, verify, encrypt, decrypt, wrap, unwrap. The others need nothing but a public key, which a
/// vault doesn't hold; they run against the cryptography alone (SignatureVectorsTest).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyVectorsTest {
    private static final String VERSION = "?api-version=2026-05-01-preview";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> RSA_SIZES = Set.of(2048, 3072, 4096);
    private static final String OPERATIONS =
            "[\"encrypt\",\"decrypt\",\"wrapKey\",\"unwrapKey\",\"sign\",\"verify\"]";

    @TempDir static Path directory = Path.of("");
    private final Map<String, Answer> imported = new ConcurrentHashMap<>();
    private VaultPlane plane;

    KeyVectorsTest() {}

    @BeforeAll
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
    }

    @AfterAll
    void close() {
        plane.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Imports once; the name is made of the key.
    private Answer importKey(String jwk) {
        return imported.computeIfAbsent(
                jwk,
                key -> plane.owner("PUT", "/keys/" + name(key) + VERSION, "{\"key\":" + key + "}"));
    }

    private static String name(String jwk) {
        return "k"
                + HexFormat.of().formatHex(sha(256, jwk.getBytes(StandardCharsets.UTF_8)), 0, 12);
    }

    private static byte[] sha(int bits, byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-" + bits).digest(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Answer use(String jwk, String operation, Object... members) {
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

    private static byte[] value(Answer answer) {
        return Base64.getUrlDecoder().decode(answer.json().path("value").asText());
    }

    private static boolean is(Answer answer, byte[] expected) {
        return answer.status() == 200 && Arrays.equals(value(answer), expected);
    }

    /// A refusal in the service's form, that tells nothing.
    private static Verdict refused(Answer answer) {
        return Verdict.of(
                answer.status() == 400 && answer.code().startsWith("BadParameter"),
                answer.status() + " " + answer.text());
    }

    private static Verdict expect(boolean valid, Answer answer, byte[] expected) {
        return valid
                ? Verdict.of(is(answer, expected), answer.status() + " " + answer.text())
                : refused(answer);
    }

    // --- RSA

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
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
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
                    Answer made = importKey(key);
                    if (made.status() != 200) {
                        return new Verdict.Skipped("import refuses it: " + made.message());
                    }
                    byte[] digest = sha(Integer.parseInt(bits), Vectors.hex(test.path("msg")));
                    byte[] signature = Vectors.hex(test.path("sig"));
                    Answer signed = use(key, "sign", "alg", "RS" + bits, "value", digest);
                    Answer verified =
                            use(
                                    key,
                                    "verify",
                                    "alg",
                                    "RS" + bits,
                                    "digest",
                                    digest,
                                    "value",
                                    signature);
                    return Verdict.of(
                            is(signed, signature) && verified.text().equals("{\"value\":true}"),
                            signed.text() + verified.text());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa_pkcs1_2048_test.json", "rsa_pkcs1_3072_test.json"})
    void rsa15(String file) {
        Vectors.open(file, "decrypt")
                .run((group, test) -> {
                    String key = rsa(group);
                    importKey(key);
                    Answer answer =
                            use(
                                    key,
                                    "decrypt",
                                    "alg",
                                    "RSA1_5",
                                    "value",
                                    Vectors.hex(test.path("ct")));
                    return expect(Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
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
                    Answer made = importKey(key);
                    if (!RSA_SIZES.contains(group.path("keySize").asInt())) {
                        return refused(made);
                    }
                    String sha = group.path("sha").asText();
                    boolean ours =
                            Set.of("SHA-1", "SHA-256").contains(sha)
                                    && group.path("mgfSha").asText().equals(sha)
                                    && test.path("label").asText().isEmpty();
                    String alg = sha.equals("SHA-1") ? "RSA-OAEP" : "RSA-OAEP-256";
                    Answer answer =
                            use(
                                    key,
                                    "unwrapkey",
                                    "alg",
                                    alg,
                                    "value",
                                    Vectors.hex(test.path("ct")));
                    return expect(
                            ours && Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
                });
    }

    // --- symmetric

    private static String oct(byte[] key) {
        return "{\"kty\":\"oct\",\"key_ops\":" + OPERATIONS + ",\"k\":\"" + base64(key) + "\"}";
    }

    @Test
    void aesGcm() {
        Vectors.open("aes_gcm_part_test.json", "decrypt")
                .run((group, test) -> {
                    String key = oct(Vectors.hex(test.path("key")));
                    importKey(key);
                    Answer answer =
                            use(
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
                    return expect(
                            ours && Vectors.isValid(test), answer, Vectors.hex(test.path("msg")));
                });
    }

    @Test
    void aesCbc() {
        Vectors.open("aes_cbc_pkcs5_part_test.json", "encrypt, decrypt")
                .run((group, test) -> {
                    String key = oct(Vectors.hex(test.path("key")));
                    importKey(key);
                    String alg = "A" + group.path("keySize").asInt() + "CBCPAD";
                    byte[] iv = Vectors.hex(test.path("iv"));
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] ciphertext = Vectors.hex(test.path("ct"));
                    Answer opened = use(key, "decrypt", "alg", alg, "value", ciphertext, "iv", iv);
                    if (!Vectors.isValid(test)) {
                        return refused(opened);
                    }
                    Answer sealed = use(key, "encrypt", "alg", alg, "value", message, "iv", iv);
                    return Verdict.of(
                            is(opened, message) && is(sealed, ciphertext),
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
                    importKey(key);
                    String alg = pattern.formatted(group.path("keySize").asText());
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] wrapped = Vectors.hex(test.path("ct"));
                    Answer opened = use(key, "unwrapkey", "alg", alg, "value", wrapped);
                    if (!Vectors.isValid(test)) {
                        return refused(opened);
                    }
                    Answer sealed = use(key, "wrapkey", "alg", alg, "value", message);
                    return Verdict.of(
                            is(opened, message) && is(sealed, wrapped),
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
                    Answer made = importKey(key);
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] tag = Vectors.hex(test.path("tag"));
                    String alg = "HS" + bits;
                    if (made.status() != 200) {
                        return refused(made);
                    }
                    Answer verified =
                            use(key, "verify", "alg", alg, "digest", message, "value", tag);
                    if (8 * bytes.length < bits) {
                        return refused(verified);
                    }
                    // A tag cut short is no tag.
                    boolean right = Vectors.isValid(test) && group.path("tagSize").asInt() == bits;
                    boolean said = verified.text().equals("{\"value\":" + right + "}");
                    return Verdict.of(
                            said
                                    && (!right
                                            || is(
                                                    use(key, "sign", "alg", alg, "value", message),
                                                    tag)),
                            verified.text());
                });
    }

    // --- Curve25519

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
                        return refused(importKey(mixed.toString()));
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
                        .formatted(base64(own), base64(d));
        importKey(key);
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
        byte[] wrapped = join(peer, wrap(sha(256, info.array()), contentKey));
        Answer answer = use(key, "unwrapkey", "alg", alg, "value", wrapped);
        boolean zero = Arrays.equals(shared, new byte[32]);
        return expect(!zero, answer, contentKey);
    }

    private static byte[] wrap(byte[] key, byte[] value) {
        try {
            Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    // --- post-quantum

    private static String akp(String alg, byte[] pub, byte[] priv) {
        return "{\"kty\":\"AKP\",\"alg\":\"%s\",\"pub\":\"%s\",\"priv\":\"%s\"}"
                .formatted(alg, base64(pub), base64(priv));
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
                    Answer made = importKey(key);
                    if (made.status() != 200) {
                        return Vectors.isValid(test)
                                ? new Verdict.Wrong(made.text())
                                : refused(made);
                    }
                    byte[] signature = Vectors.hex(test.path("sig"));
                    if (!test.has("msg")) {
                        byte[] mu = Vectors.hex(test.path("mu"));
                        return signs(
                                use(key, "verify", "external_mu", mu, "value", signature),
                                mine -> use(key, "verify", "external_mu", mu, "value", mine),
                                use(key, "sign", "external_mu", mu));
                    }
                    byte[] message = Vectors.hex(test.path("msg"));
                    byte[] context = Vectors.hex(test.path("ctx"));
                    Answer signed =
                            use(key, "sign", "alg", alg, "value", message, "context", context);
                    if (!Vectors.isValid(test)) {
                        return refused(signed);
                    }
                    return signs(
                            use(
                                    key, "verify", "alg", alg, "digest", message, "context",
                                    context, "value", signature),
                            mine ->
                                    use(
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
                        && verify.apply(value(signed)).text().equals(right),
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
                    Answer made = importKey(key);
                    if (made.status() != 200) {
                        return Vectors.isValid(test)
                                ? new Verdict.Wrong(made.text())
                                : refused(made);
                    }
                    byte[] contentKey = new byte[24];
                    contentKey[2] = 3;
                    byte[] secret = Vectors.hex(test.path("K"));
                    byte[] wrapped =
                            join(
                                    Vectors.hex(test.path("c")),
                                    wrap(
                                            kmac(secret.length == 0 ? new byte[32] : secret, alg),
                                            contentKey));
                    Answer answer = use(key, "unwrapkey", "alg", alg, "value", wrapped);
                    return expect(Vectors.isValid(test), answer, contentKey);
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
                    Answer fromSeed = importKey(akp(kem, ek, Vectors.hex(test.path("seed"))));
                    Answer expanded = importKey(akp(kem, ek, Vectors.hex(test.path("dk"))));
                    return Verdict.of(
                            fromSeed.status() == 200
                                    && expanded.status() == 200
                                    && fromSeed.json()
                                            .path("key")
                                            .path("pub")
                                            .asText()
                                            .equals(base64(ek)),
                            fromSeed.text());
                });
    }

    // --- JOSE

    @ParameterizedTest
    @ValueSource(
            strings = {"ecdh_secp256r1_webcrypto_test.json", "ecdh_secp256k1_webcrypto_test.json"})
    void points(String file) {
        Vectors.open(file, "import")
                .run((_, test) -> {
                    if (Vectors.isValid(test)) {
                        Answer answer = importKey(test.path("private").toString());
                        return Verdict.of(answer.status() == 200, answer.text());
                    }
                    ObjectNode mixed = test.path("public").deepCopy();
                    mixed.set("d", test.path("private").path("d"));
                    return refused(importKey(mixed.toString()));
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
                    Answer made = importKey(key);
                    if (made.status() != 200) {
                        return new Verdict.Skipped("no key of a vault: " + made.message());
                    }
                    String alg = group.path("private").path("alg").asText();
                    String[] parts = test.path("jws").asText().split("\\.", -1);
                    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
                    byte[] digest =
                            alg.startsWith("HS") || alg.startsWith("Ed")
                                    ? input
                                    : sha(Integer.parseInt(alg.substring(2, 5)), input);
                    Answer verified =
                            use(
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
                    Answer made = importKey(key);
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
                            use(
                                    key,
                                    "unwrapkey",
                                    "alg",
                                    alg,
                                    "value",
                                    Base64.getUrlDecoder().decode(parts[1]));
                    return Verdict.of(
                            opened.status() == 200
                                    && List.of(16, 24, 32, 48, 64).contains(value(opened).length),
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
                    Answer answer = importKey(bare(group.path("private").path("keys").path(0)));
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
            key.set("key_ops", read(OPERATIONS));
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
