package dev.keyward.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.JsonWebKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyCreateParameters;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyItem;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import dev.keyward.wire.keys.KeyVerifyResult;
import dev.keyward.wire.keys.RandomBytes;
import dev.keyward.wire.keys.RandomBytesParameters;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BodiesTest {
    private static final String SECRET_ID =
            "https://v.vault.local/secrets/db/8dcbf140f7f64552b50393034d50fb80";
    private static final String KID =
            "https://v.vault.local/keys/k/8dcbf140f7f64552b50393034d50fb80";
    private static final ObjectAttributes FULL =
            new ObjectAttributes(
                    true,
                    Instant.ofEpochSecond(1),
                    Instant.ofEpochSecond(2),
                    Instant.ofEpochSecond(3),
                    Instant.ofEpochSecond(4),
                    "Recoverable+Purgeable",
                    90,
                    false);
    private static final ObjectAttributes KEY_ATTRIBUTES =
            new ObjectAttributes(
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new ObjectAttributes.KeyFacts("0", 128));
    private static final Deletion DELETION =
            new Deletion(
                    "https://v.vault.local/deletedsecrets/db",
                    Instant.ofEpochSecond(10),
                    Instant.ofEpochSecond(20));
    private static final JsonWebKey RSA =
            JsonWebKey.rsa(
                    KID,
                    "RSA",
                    List.of("sign", "wrapKey"),
                    new byte[] {1, 2},
                    new byte[] {1, 0, 1});
    private static final JsonWebKey EC =
            JsonWebKey.ec(KID, "EC", List.of(), "P-256", new byte[32], new byte[32]);

    private static SecretBytes secret(int octet) {
        return SecretBytes.adopt(new byte[] {(byte) octet});
    }

    private static SecretBundle secretBundle() {
        return new SecretBundle(
                SecretBytes.ofUtf8("p"),
                SECRET_ID,
                "text",
                FULL,
                Map.of("a", "b"),
                null,
                null,
                null,
                Deletion.NONE);
    }

    private static Arguments of(WireBody body, Function<byte[], WireBody> parse) {
        return Arguments.of(body.getClass().getSimpleName(), body, parse);
    }

    private static Function<byte[], WireBody> read(Function<JsonReader, ? extends WireBody> read) {
        return json -> JsonReader.parseAnswer(json, read::apply);
    }

    private static WireBody page(JsonReader in) {
        ReadPage<SecretItem> page = ReadPage.read(in, SecretItem::read);
        return new ListPage<>(page.value(), page.nextLink());
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                of(secretBundle(), read(SecretBundle::read)),
                of(
                        new SecretBundle(
                                null, SECRET_ID, null, FULL, null, KID, true, "0a", DELETION),
                        read(SecretBundle::read)),
                of(
                        new SecretSetParameters(
                                SecretBytes.ofUtf8(""), Map.of("a", "b"), "c", FULL),
                        SecretSetParameters::parse),
                of(new SecretUpdateParameters("c", FULL, Map.of()), SecretUpdateParameters::parse),
                of(
                        new SecretItem(SECRET_ID, FULL, "c", Map.of("a", "b"), true, DELETION),
                        read(SecretItem::read)),
                of(
                        new KeyBundle(RSA, FULL, Map.of("a", "b"), true, null, Deletion.NONE),
                        read(KeyBundle::read)),
                of(new KeyBundle(EC, FULL, null, null, null, DELETION), read(KeyBundle::read)),
                of(
                        new KeyItem(KID, FULL, Map.of("a", "b"), null, Deletion.NONE),
                        read(KeyItem::read)),
                of(
                        new KeyCreateParameters(
                                "RSA",
                                2048,
                                65537L,
                                List.of("sign"),
                                FULL,
                                Map.of(),
                                "P-256",
                                "ML-DSA-65",
                                null),
                        KeyCreateParameters::parse),
                of(
                        new KeyUpdateParameters(List.of("sign"), FULL, Map.of("x", ""), null),
                        KeyUpdateParameters::parse),
                of(
                        new KeyImportParameters(
                                true,
                                new ImportedKey(
                                        "RSA",
                                        List.of("sign"),
                                        new byte[] {1},
                                        new byte[] {3},
                                        "P-256",
                                        new byte[] {4},
                                        new byte[] {5},
                                        "ML-KEM-768",
                                        new byte[] {6},
                                        new ImportedKey.PrivateParts(
                                                secret(1), secret(2), secret(3), secret(4),
                                                secret(5), secret(6), secret(7), secret(8)),
                                        new byte[] {9}),
                                FULL,
                                Map.of(),
                                null),
                        KeyImportParameters::parse),
                of(
                        new KeyOperationsParameters(
                                "A128GCM",
                                new byte[] {1, 2, 3},
                                new byte[] {4},
                                new byte[] {5},
                                new byte[] {6}),
                        KeyOperationsParameters::parse),
                of(
                        new KeySignParameters(
                                "RS256", new byte[] {1}, new byte[] {2}, new byte[] {3}),
                        KeySignParameters::parse),
                of(
                        new KeyVerifyParameters(
                                "RS256",
                                new byte[] {1},
                                new byte[] {2, 3},
                                new byte[] {4},
                                new byte[] {5}),
                        KeyVerifyParameters::parse),
                of(new KeyOperationResult(KID, new byte[] {1}), read(KeyOperationResult::read)),
                of(
                        new KeyOperationResult(
                                KID, new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[0]),
                        read(KeyOperationResult::read)),
                of(
                        new KeyBundle(
                                JsonWebKey.akp(
                                        KID, "AKP", List.of("sign"), "ML-DSA-44", new byte[] {7}),
                                KEY_ATTRIBUTES,
                                null,
                                null,
                                null,
                                Deletion.NONE),
                        read(KeyBundle::read)),
                of(new RandomBytesParameters(3), RandomBytesParameters::parse),
                of(new RandomBytes(new byte[] {1}), read(RandomBytes::read)),
                of(new KeyVerifyResult(false), read(KeyVerifyResult::read)),
                of(new BackupBlob(new byte[] {1, 2}), BackupBlob::parse),
                of(new ErrorBody("c", "m\r\n", "i"), read(ErrorBody::read)),
                of(new ErrorBody("c", "m", null), read(ErrorBody::read)),
                of(
                        new ListPage<>(
                                List.of(
                                        new SecretItem(
                                                SECRET_ID, FULL, null, null, null, Deletion.NONE)),
                                null),
                        read(BodiesTest::page)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void readsWhatItWrites(String name, WireBody body, Function<byte[], WireBody> parse) {
        byte[] json = body.toJson();
        assertThat(new String(parse.apply(json).toJson(), UTF_8))
                .isEqualTo(new String(json, UTF_8))
                .hasSizeGreaterThan(10);
    }

    @Test
    void writesASecretInTheRecordedOrder() {
        var bundle =
                new SecretBundle(
                        SecretBytes.ofUtf8("p"),
                        SECRET_ID,
                        null,
                        FULL,
                        null,
                        null,
                        null,
                        null,
                        Deletion.NONE);
        assertThat(new String(bundle.toJson(), UTF_8))
                .isEqualTo(
                        "{\"value\":\"p\",\"id\":\""
                                + SECRET_ID
                                + "\",\"attributes\":{\"enabled\":true,\"nbf\":1,\"exp\":2,"
                                + "\"created\":3,\"updated\":4,"
                                + "\"recoveryLevel\":\"Recoverable+Purgeable\","
                                + "\"recoverableDays\":90,\"exportable\":false}}");
    }

    @Test
    void putsTheDeletionFirst() {
        var deleted =
                new SecretBundle(
                        null,
                        SECRET_ID,
                        null,
                        ObjectAttributes.NONE,
                        null,
                        null,
                        null,
                        null,
                        DELETION);
        assertThat(new String(deleted.toJson(), UTF_8))
                .isEqualTo(
                        "{\"recoveryId\":\"https://v.vault.local/deletedsecrets/db\","
                                + "\"deletedDate\":10,\"scheduledPurgeDate\":20,\"id\":\""
                                + SECRET_ID
                                + "\",\"attributes\":{}}");
    }

    @Test
    void endsAListWithANullLink() {
        assertThat(new String(new ListPage<SecretItem>(List.of(), null).toJson(), UTF_8))
                .isEqualTo("{\"value\":[],\"nextLink\":null}");
    }

    @Test
    @Tag("security:S-09")
    void showsNoValueInItsText() {
        String canary = "c4n4ry";
        assertThat(
                        new SecretSetParameters(
                                        SecretBytes.ofUtf8(canary),
                                        Map.of(canary, canary),
                                        canary,
                                        ObjectAttributes.NONE)
                                .toString())
                .doesNotContain(canary);
        assertThat(
                        new SecretBundle(
                                        SecretBytes.ofUtf8(canary),
                                        SECRET_ID,
                                        canary,
                                        FULL,
                                        Map.of("a", canary),
                                        null,
                                        null,
                                        null,
                                        Deletion.NONE)
                                .toString())
                .doesNotContain(canary);
    }
}
