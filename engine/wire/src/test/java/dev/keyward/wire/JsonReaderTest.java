package dev.keyward.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.RotationPolicyBody;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final String MARKER = "c4n4ry-0f-the-b0dy";

    /// Overlong forms, surrogates as such, and what lies past the last character (RFC 3629).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af",
                "c1a1",
                "e080af",
                "e09fbf",
                "f08080af",
                "f08fbfbf",
                "eda080",
                "eda080edb080",
                "f4908080",
                "f5808080",
                "ff",
                "80",
                "c3",
                "e282",
                "f09f98"
            })
    void refusesWhatIsNoUtf8(String octets) {
        for (String around : List.of("{\"value\":\"%s\"}", "{\"%s\":1,\"value\":\"x\"}")) {
            String[] parts = around.split("%s");
            byte[] body =
                    HexFormat.of()
                            .parseHex(
                                    HexFormat.of().formatHex(parts[0].getBytes(UTF_8))
                                            + octets
                                            + HexFormat.of().formatHex(parts[1].getBytes(UTF_8)));
            assertThatThrownBy(() -> SecretSetParameters.parse(body))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("a JSON object");
        }
    }

    @Test
    void takesUtf8OfEveryLength() {
        String value = "a\u0080\u00e9\u07ff\u0800\u20ac\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff";
        assertThat(
                        SecretSetParameters.parse(("{\"value\":\"" + value + "\"}").getBytes(UTF_8))
                                .value())
                .isEqualTo(SecretBytes.ofUtf8(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-900000001e10000001388",
                "0.10",
                "12345678901234567890123.4567890123",
                "{\"a\":[1.50,{\"b\":null}],\"c\":\"\"}"
            })
    void aRawValueKeepsItsDigits(String value) {
        String raw =
                JsonReader.parse(
                        ("{\"m\": " + value + "}").getBytes(UTF_8),
                        in -> {
                            in.next();
                            String read = in.raw();
                            in.next();
                            return read;
                        });
        assertThat(raw).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-1", "253402300800"})
    void refusesTimesOfRotationPoliciesThatAreNone(String seconds) {
        assertThatThrownBy(() ->
                        RotationPolicyBody.parse(
                                ("{\"attributes\":{\"created\":" + seconds + "}}").getBytes(UTF_8)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("created");
    }

    @Test
    void aRawValueIsOfWholeCharacters() {
        assertThatThrownBy(() ->
                        JsonReader.parse(
                                "{\"m\":[\"\\ud800\"]}".getBytes(UTF_8),
                                in -> in.next() ? in.raw() : ""))
                .isInstanceOf(VaultException.class);
    }

    /// RFC 7518, section 6.3.2.7: who can't use keys of more primes mustn't take them.
    @Test
    void refusesAKeyOfMoreThanTwoPrimes() {
        assertThatThrownBy(() ->
                        KeyImportParameters.parse(
                                "{\"key\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"oth\":[]}}"
                                        .getBytes(UTF_8)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("oth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"value\":\"c4n4ry-0f-the-b0dy\"",
                "{\"value\":\"c4n4ry-0f-the-b0dy\"} x",
                "{\"value\":\"c4n4ry-0f-the-b0dy\"}{}",
                "{\"value\":\"a\",\"value\":\"c4n4ry-0f-the-b0dy\"}",
                "{\"tags\":{\"a\":\"1\",\"a\":\"c4n4ry-0f-the-b0dy\"},\"value\":\"\"}",
                "{\"value\":c4n4ry-0f-the-b0dy}",
                "{'value':'c4n4ry-0f-the-b0dy'}",
                "{\"value\":\"c4n4ry-0f-the-b0dy\n\"}",
                "{\"value\":\"c4n4ry-0f-the-b0dy\\ud800\"}",
                "{\"value\":[\"c4n4ry-0f-the-b0dy\"]}",
                "{\"value\":{\"c4n4ry-0f-the-b0dy\":1}}",
                "{\"value\":17}",
                "{\"value\":\"\",\"tags\":[\"c4n4ry-0f-the-b0dy\"]}",
                "{\"value\":\"\",\"tags\":{\"c4n4ry-0f-the-b0dy\":1}}",
                "{\"value\":\"\",\"attributes\":\"c4n4ry-0f-the-b0dy\"}",
                "{\"value\":\"\",\"attributes\":{\"enabled\":\"c4n4ry-0f-the-b0dy\"}}",
                "{\"value\":\"\",\"attributes\":{\"nbf\":\"c4n4ry-0f-the-b0dy\"}}",
                "{\"value\":\"\",\"attributes\":{\"nbf\":1.5}}",
                "{\"value\":\"\",\"attributes\":{\"nbf\":-1}}",
                "{\"value\":\"\",\"attributes\":{\"exp\":99999999999999999999999}}",
                "{\"value\":\"\",\"attributes\":{\"exp\":253402300800}}",
                "{\"tags\":{}}",
            })
    void refusesWhatIsNoSuchBodyWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> SecretSetParameters.parse(json.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> {
                            assertThat(e.error()).isInstanceOf(VaultError.BadParameter.class);
                            assertThat(ErrorTable.of(e.error()).body().message())
                                    .doesNotContain(MARKER);
                            assertThat(e.toString()).doesNotContain(MARKER);
                            assertThat(e.getCause()).isNull();
                        });
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] json = "{\"value\":\"x\"}".getBytes(UTF_8);
        json[10] = (byte) 0xC3;
        assertThatThrownBy(() -> SecretSetParameters.parse(json))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void refusesADocumentDeeperThan32() {
        String fits = "{\"x\":" + "[".repeat(31) + "]".repeat(31) + ",\"value\":\"v\"}";
        String deep = "{\"x\":" + "[".repeat(32) + "]".repeat(32) + ",\"value\":\"v\"}";
        assertThat(SecretSetParameters.parse(fits.getBytes(UTF_8)).value().length()).isOne();
        assertThatThrownBy(() -> SecretSetParameters.parse(deep.getBytes(UTF_8)))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void refusesADocumentOfMoreThan10000Tokens() {
        String json = "{\"x\":[" + "1,".repeat(10_000) + "1],\"value\":\"v\"}";
        assertThatThrownBy(() -> SecretSetParameters.parse(json.getBytes(UTF_8)))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void takesNullAsAbsentAndSkipsWhatItDoesNotKnow() {
        var read =
                SecretSetParameters.parse(
                        """
                        {"value":"v","tags":null,"contentType":null,"future":{"a":[1,{"b":null}]},
                         "attributes":{"nbf":null,"exp":null,"enabled":null,"other":[]}}
                        """
                                .getBytes(UTF_8));
        assertThat(read.tags()).isNull();
        assertThat(read.contentType()).isNull();
        assertThat(read.attributes()).isEqualTo(ObjectAttributes.NONE);
    }

    @Test
    void tellsAnEmptyTagMapFromAnAbsentOne() {
        assertThat(SecretUpdateParameters.parse("{\"tags\":{}}".getBytes(UTF_8)).tags()).isEmpty();
        assertThat(SecretUpdateParameters.parse("{}".getBytes(UTF_8)).tags()).isNull();
    }

    @Test
    void leavesOutTagsWhoseValueIsNull() {
        var read =
                SecretUpdateParameters.parse("{\"tags\":{\"a\":null,\"b\":\"1\"}}".getBytes(UTF_8));
        assertThat(read.tags()).containsExactly(java.util.Map.entry("b", "1"));
    }

    @Test
    void namesTheMemberThatIsMissing() {
        assertThatThrownBy(() -> KeyCreateParameters.parse("{}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(ErrorTable.of(e.error()).body().message())
                                        .isEqualTo("kty must be given"));
    }

    @Test
    void keepsEveryUnicodeCharacterOfASecret() {
        String text = "q\"\\\u0000\u0001\u2028é€😀\t";
        var sent =
                new SecretSetParameters(
                        dev.keyward.model.SecretBytes.ofUtf8(text),
                        null,
                        null,
                        ObjectAttributes.NONE);
        assertThat(SecretSetParameters.parse(sent.toJson()).value().toUtf8(SecretAccess.request()))
                .isEqualTo(text);
    }

    @Test
    @Tag("seed:A-22")
    void takesBytesToSignInStandardPaddedBase64AsJcaSendsThem() {
        byte[] digest = new byte[32];
        java.util.Arrays.fill(digest, (byte) 0xFB);
        String standard = Base64.getEncoder().encodeToString(digest);
        assertThat(standard).contains("+").endsWith("=");
        var read =
                KeyOperationsParameters.parse(
                        ("{\"alg\":\"RS256\",\"value\":\"" + standard + "\"}").getBytes(UTF_8));
        assertThat(read.value()).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB=C", "A===", "AB ", "A\u00e9", "AB=", "====", "AC", "AA=A"})
    void refusesWhatIsNoBase64(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
        assertThat(Base64Url.decodeEither(text)).isEmpty();
    }

    @Test
    void decodesWhatTheJdkEncodes() {
        SeededRandom random = new SeededRandom(7);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(Base64Url.decode(url)).hasValue(bytes);
            assertThat(Base64Url.decodeEither(url)).hasValue(bytes);
            assertThat(Base64Url.decodeEither(Base64.getEncoder().encodeToString(bytes)))
                    .hasValue(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("security:S-14")
    void neverThrowsAnythingButARefusal(long seed) {
        Random random = new Random(seed);
        byte[] good =
                """
                {"value":"v","tags":{"a":"b"},"attributes":{"enabled":true,"nbf":1,"exp":2},"x":[1e3]}
                """
                        .getBytes(UTF_8);
        for (int round = 0; round < 2_000; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                SecretSetParameters.parse(bad);
            } catch (VaultException refusal) {
                assertThat(refusal.error()).isInstanceOf(VaultError.BadParameter.class);
            }
        }
    }
}
