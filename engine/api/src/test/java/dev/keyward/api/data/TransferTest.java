package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.wire.keys.TransferBlob;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that come wrapped by a key-exchange key (data-plane-keys.md, section 8). The wrapping is
/// done by the JDK alone, as any sender would.
class TransferTest {
    private static final byte[] CONTENT_KEY = new byte[32];

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private JsonNode exchangeKey(int bits) {
        return plane.owner(
                        "POST",
                        "/keys/kek/create",
                        "{\"kty\":\"RSA\",\"key_size\":" + bits + ",\"key_ops\":[\"import\"]}")
                .json()
                .path("key");
    }

    private static byte[] wrap(JsonNode kek, byte[] key) throws Exception {
        PublicKey publicKey =
                KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(kek, "n"), number(kek, "e")));
        byte[] fresh = new byte[32];
        fresh[5] = 9;
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        oaep.init(Cipher.ENCRYPT_MODE, publicKey);
        byte[] head = oaep.doFinal(fresh);
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(fresh, "AES"));
        byte[] tail = kwp.doFinal(key);
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    private static BigInteger number(JsonNode key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
    }

    private Answer receive(String kty, String kid, byte[] ciphertext) {
        return receive(kty, TransferBlob.of(kid, ciphertext, "tests"));
    }

    private Answer receive(String kty, TransferBlob blob) {
        return plane.owner(
                "PUT",
                "/keys/sent",
                "{\"key\":{\"kty\":\""
                        + kty
                        + "\",\"key_hsm\":\""
                        + base64(blob.toJson())
                        + "\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void anEcKeyArrivesWithoutEverBeingInTheClear(int bits) throws Exception {
        JsonNode kek = exchangeKey(bits);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        byte[] wrapped = wrap(kek, pair.getPrivate().getEncoded());
        Answer made = receive("EC", kek.path("kid").asText(), wrapped);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("key").path("kty").asText()).isEqualTo("EC");
        Answer signed =
                plane.owner(
                        "POST",
                        "/keys/sent/sign",
                        "{\"alg\":\"ES256\",\"value\":\"" + base64(CONTENT_KEY) + "\"}");
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(pair.getPublic());
        verifier.update(CONTENT_KEY);
        assertThat(
                        verifier.verify(
                                Base64.getUrlDecoder()
                                        .decode(signed.json().path("value").asText())))
                .isTrue();
    }

    @Test
    void rsaAndSymmetricKeysArriveToo() throws Exception {
        JsonNode kek = exchangeKey(2048);
        String kid = kek.path("kid").asText();
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        byte[] pkcs8 = rsa.generateKeyPair().getPrivate().getEncoded();
        assertThat(receive("RSA", kid, wrap(kek, pkcs8)).status()).isEqualTo(200);
        Answer oct = receive("oct", kid, wrap(kek, CONTENT_KEY));
        assertThat(oct.json().path("key").path("kty").asText()).isEqualTo("oct");
        assertThat(receive("oct", kid, wrap(kek, new byte[65])).message())
                .isEqualTo("JSON Web Key: k property of oct key is too large, maximum size is 64");
    }

    @Test
    void everyBadWrappingReadsTheSame() throws Exception {
        JsonNode kek = exchangeKey(2048);
        String kid = kek.path("kid").asText();
        byte[] good = wrap(kek, CONTENT_KEY);
        for (int at : new int[] {0, 255, 256, good.length - 1}) {
            byte[] changed = good.clone();
            changed[at] ^= 1;
            assertThat(receive("oct", kid, changed).message())
                    .isEqualTo("The parameter is incorrect.\r\n");
        }
        assertThat(receive("oct", kid, new byte[0]).message())
                .isEqualTo("The parameter is incorrect.\r\n");
        assertThat(receive("RSA", kid, good).message())
                .isEqualTo("The parameter is incorrect.\r\n");
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] other = wrap(kek, ec.generateKeyPair().getPrivate().getEncoded());
        assertThat(receive("RSA", kid, other).message())
                .isEqualTo("The parameter is incorrect.\r\n");
    }

    @Test
    void theExchangeKeyIsOneOfThisVaultMeantForIt() throws Exception {
        JsonNode kek = exchangeKey(2048);
        byte[] good = wrap(kek, CONTENT_KEY);
        String kid = kek.path("kid").asText();
        assertThat(receive("oct", kid.replace("/kek/", "/nobody/"), good).status()).isEqualTo(404);
        assertThat(receive("oct", kid.replace("vault01", "vault02"), good).message())
                .isEqualTo("key.key_hsm.header.kid must be the id of a key of this vault");
        assertThat(receive("oct", "nonsense", good).status()).isEqualTo(400);
        JsonNode plain =
                plane.owner("POST", "/keys/plain/create", "{\"kty\":\"RSA\"}").json().path("key");
        Answer forbidden = receive("oct", plain.path("kid").asText(), wrap(plain, CONTENT_KEY));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("Forbidden/KeyOperationForbidden");
        assertThat(forbidden.message()).isEqualTo("Operation import is not permitted on this key.");
        plane.owner("PATCH", "/keys/kek", "{\"attributes\":{\"enabled\":false}}");
        assertThat(receive("oct", kid, good).code()).isEqualTo("Forbidden/KeyDisabled");
    }

    @Test
    void anExchangeKeyDoesNothingElse() {
        exchangeKey(2048);
        assertThat(
                        plane.owner(
                                        "POST",
                                        "/keys/kek/decrypt",
                                        "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}")
                                .code())
                .isEqualTo("Forbidden/KeyOperationForbidden");
        assertThat(
                        plane.owner("PATCH", "/keys/kek", "{\"key_ops\":[\"import\",\"decrypt\"]}")
                                .message())
                .isEqualTo("key_ops must be import alone, or others without it");
        assertThat(
                        plane.owner(
                                        "POST",
                                        "/keys/kek2/create",
                                        "{\"kty\":\"EC\",\"key_ops\":[\"import\"]}")
                                .message())
                .isEqualTo("key_ops must be import alone, and that of an RSA key");
    }

    @Test
    void theFormIsThatOfItsVersion() throws Exception {
        JsonNode kek = exchangeKey(2048);
        String kid = kek.path("kid").asText();
        byte[] good = wrap(kek, CONTENT_KEY);
        assertThat(
                        receive(
                                        "oct",
                                        new TransferBlob(
                                                "2.0.0", kid, "dir", TransferBlob.ENC, good, null))
                                .message())
                .isEqualTo("key.key_hsm.schema_version must be 1.0.0");
        assertThat(
                        receive(
                                        "oct",
                                        new TransferBlob(
                                                "1.0.0", kid, "RSA", TransferBlob.ENC, good, null))
                                .message())
                .isEqualTo("key.key_hsm.header.alg must be dir");
        assertThat(
                        receive("oct", new TransferBlob("1.0.0", kid, "dir", "none", good, null))
                                .message())
                .isEqualTo("key.key_hsm.header.enc must be CKM_RSA_AES_KEY_WRAP");
        assertThat(
                        plane.owner(
                                        "PUT",
                                        "/keys/sent",
                                        "{\"key\":{\"kty\":\"oct\",\"key_hsm\":\"AAAA\"}}")
                                .message())
                .isEqualTo("key.key_hsm must be a JSON object");
        // base64url of {}
        assertThat(
                        plane.owner(
                                        "PUT",
                                        "/keys/sent",
                                        "{\"key\":{\"kty\":\"oct\",\"key_hsm\":\"e30\"}}")
                                .message())
                .isEqualTo("key.key_hsm.schema_version must be given");
        assertThat(receive("oct-HSM", kid, good).message())
                .isEqualTo("Hardware key operation not allowed on standard vault");
        plane.makePremium();
        assertThat(receive("RSA-HSM", kid, good).message())
                .startsWith("Hardware key operation not allowed");
    }
}
