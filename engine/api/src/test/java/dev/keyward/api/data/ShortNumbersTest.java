package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// EC keys as az CLI imports them: numbers without leading zeros, secp256k1 under its old name. The
/// private number is 1, so the public point is the generator (SEC 2, 2.4.1 and 2.6.1).
final class ShortNumbersTest {
    private static final String P521_X =
            "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE7"
                    + "5928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66";
    private static final String P521_Y =
            "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF4"
                    + "2640C550B9013FAD0761353C7086A272C24088BE94769FD16650";
    private static final String K1_X =
            "79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798";
    private static final String K1_Y =
            "483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8";

    @TempDir Path folder = Path.of("");
    private VaultPlane plane;

    @BeforeEach
    void start() throws Exception {
        plane = new VaultPlane(folder, new RecoveryLevel(90, false));
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void leadingZerosMayBeMissing() {
        Answer imported = importKey("P-521", minimal(P521_X), minimal(P521_Y), "AQ");
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        JsonNode key = imported.json().path("key");
        assertThat(key.path("x").asText()).isEqualTo(base64(HexFormat.of().parseHex(P521_X)));
        assertThat(key.path("y").asText()).isEqualTo(base64(HexFormat.of().parseHex(P521_Y)));
    }

    @Test
    void theOldNameOfACurveIsUnderstood() {
        Answer imported = importKey("SECP256K1", minimal(K1_X), minimal(K1_Y), "AQ");
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        assertThat(imported.json().path("key").path("crv").asText()).isEqualTo("P-256K");
    }

    @Test
    void moreThanTheCurvesWidthIsRefused() {
        String wide = base64(HexFormat.of().parseHex("00" + K1_X));
        Answer refused = importKey("P-256K", wide, minimal(K1_Y), "AQ");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("key.x must be 32 bytes for P-256K");
        Answer empty = importKey("P-256K", minimal(K1_X), minimal(K1_Y), "");
        assertThat(empty.message()).isEqualTo("key.d must be 32 bytes for P-256K");
    }

    private Answer importKey(String curve, String x, String y, String d) {
        return plane.owner(
                "PUT",
                "/keys/short",
                "{\"key\":{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}}"
                        .formatted(curve, x, y, d));
    }

    private static String minimal(String hex) {
        byte[] number = new BigInteger(hex, 16).toByteArray();
        return base64(number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
