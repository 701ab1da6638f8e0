package dev.keyward.crypto.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalTest {
    private static final UUID GUID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    @Test
    void encodingsAreThoseOfTheGoldenFile() throws IOException {
        Map<String, String> golden = golden();
        Map<String, Supplier<CanonicalWriter>> encodings = encodings();
        assertThat(encodings.keySet()).containsExactlyInAnyOrderElementsOf(golden.keySet());
        assertThat(encodings).hasSizeGreaterThanOrEqualTo(30);
        encodings.forEach((name, encoding) ->
                assertThat(HexFormat.of().formatHex(encoding.get().toBytes()))
                        .as(name)
                        .isEqualTo(golden.get(name)));
    }

    @Test
    void readsBackWhatWasWritten() {
        byte[] bytes = oneOfEach().toBytes();
        List<Object> values =
                CanonicalReader.read(
                        bytes,
                        "one-of-each",
                        in -> {
                            assertThat(in.formatVersion()).isEqualTo(7);
                            String text = in.text();
                            String content = new String(in.bytes(), StandardCharsets.US_ASCII);
                            long number = in.number();
                            boolean flag = in.flag();
                            UUID uuid = in.uuid();
                            assertThat(in.optionalText()).isNull();
                            return List.of(text, content, number, flag, uuid, in.texts());
                        });
        assertThat(values).containsExactly("t", "b", 3L, true, GUID, List.of("u"));
    }

    @Test
    void absentIsNotEmpty() {
        byte[] bytes =
                CanonicalWriter.of("a", 1)
                        .text(null)
                        .text("")
                        .bytes(null)
                        .bytes(new byte[0])
                        .optionalNumber(null)
                        .optionalNumber(0L)
                        .uuid(null)
                        .secret(null)
                        .toBytes();
        CanonicalReader.read(
                bytes,
                "a",
                in -> {
                    assertThat(in.optionalText()).isNull();
                    assertThat(in.optionalText()).isEmpty();
                    assertThat(in.optionalBytes()).isNull();
                    assertThat(in.optionalBytes()).isEmpty();
                    assertThat(in.optionalNumber()).isNull();
                    assertThat(in.optionalNumber()).isZero();
                    assertThat(in.optionalUuid()).isNull();
                    assertThat(in.optionalSecret()).isNull();
                    return true;
                });
    }

    @Test
    void aWriterOfSecretsKeepsNothing() {
        CanonicalWriter writer =
                CanonicalWriter.of("a", 1).secret(SecretBytes.adopt(new byte[1000]));
        SecretBytes bytes = writer.toSecretBytes();
        assertThat(writer.toBytes()).isEmpty();
        SecretBytes back = CanonicalReader.read(bytes, "a", CanonicalReader::secret);
        assertThat(back.toByteArray(SecretAccess.request())).hasSize(1000);
    }

    @Test
    void refusesAnotherLabelAndAnotherFormat() {
        byte[] bytes = CanonicalWriter.of("a", 2).toBytes();
        refused(bytes, "b", in -> in);
        refused(bytes, "a", in -> in.expectFormat(1));
    }

    @Test
    void refusesFieldsOfAnotherTypeMissingOnesAndTrailingBytes() {
        byte[] bytes = CanonicalWriter.of("a", 1).text("t").toBytes();
        refused(bytes, "a", in -> discard(in, in.bytes()));
        refused(bytes, "a", in -> discard(in, in.number()));
        refused(bytes, "a", in -> in);
        refused(bytes, "a", in -> discard(in, in.text() + in.text()));
        refused(Arrays.copyOf(bytes, bytes.length + 1), "a", in -> discard(in, in.text()));
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "a", in -> discard(in, in.text()));
        }
    }

    @Test
    void refusesNumbersOutOfRangeAndFlagsThatAreNeither() {
        byte[] number = CanonicalWriter.of("a", 1).number(1L << 31).toBytes();
        refused(number, "a", in -> discard(in, in.smallNumber()));
        byte[] flag = CanonicalWriter.of("a", 1).flag(true).toBytes();
        flag[flag.length - 1] = 2;
        refused(flag, "a", in -> discard(in, in.flag()));
    }

    @Test
    @Tag("security:S-14")
    void refusesCountsThatCouldNotFit() {
        byte[] bytes = CanonicalWriter.of("a", 1).count(Integer.MAX_VALUE).toBytes();
        refused(bytes, "a", in -> discard(in, in.texts()));
        refused(CanonicalWriter.of("a", 1).count(-1).toBytes(), "a", in -> discard(in, in.count()));
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThatThrownBy(() -> CanonicalWriter.of("a", 1).text("x\ud800y"))
                .isInstanceOf(VaultException.class);
        byte[] bytes = CanonicalWriter.of("a", 1).text("xx").toBytes();
        bytes[bytes.length - 1] = (byte) 0xff;
        refused(bytes, "a", in -> discard(in, in.text()));
    }

    /// Two lists of fields have the same bytes only if they are the same.
    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("security:S-02")
    void differentFieldsNeverHaveTheSameBytes(int seed) {
        SeededRandom random = new SeededRandom(seed);
        Map<String, String> byBytes = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            StringBuilder fields = new StringBuilder();
            CanonicalWriter writer = CanonicalWriter.of("a", 1);
            int count = random.nextInt(4);
            for (int f = 0; f < count; f++) {
                fields.append(addRandomField(writer, random)).append(';');
            }
            String hex = HexFormat.of().formatHex(writer.toBytes());
            String before = byBytes.putIfAbsent(hex, fields.toString());
            assertThat(before == null || before.equals(fields.toString())).isTrue();
        }
        assertThat(byBytes).hasSizeGreaterThan(100);
    }

    static IntStream seeds() {
        return IntStream.range(0, 5);
    }

    /// Small contents, so that equal bytes would come up often if they could.
    private static String addRandomField(CanonicalWriter writer, SeededRandom random) {
        String content = "ab".substring(0, random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> {
                writer.text(content);
                yield "text:" + content;
            }
            case 1 -> {
                writer.bytes(content.getBytes(StandardCharsets.US_ASCII));
                yield "bytes:" + content;
            }
            case 2 -> {
                writer.number(content.length());
                yield "number:" + content.length();
            }
            case 3 -> {
                writer.flag(content.isEmpty());
                yield "flag:" + content.isEmpty();
            }
            case 4 -> {
                writer.text(null);
                yield "absent";
            }
            default -> {
                writer.count(content.length());
                yield "count:" + content.length();
            }
        };
    }

    private static CanonicalReader discard(CanonicalReader in, Object value) {
        assertThat(value).isNotNull();
        return in;
    }

    private static void refused(byte[] bytes, String label, UnaryOperator<CanonicalReader> fields) {
        assertThatThrownBy(() -> CanonicalReader.read(bytes, label, fields))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    private static Map<String, Supplier<CanonicalWriter>> encodings() {
        Map<String, Supplier<CanonicalWriter>> all = new LinkedHashMap<>();
        Supplier<CanonicalWriter> a = () -> CanonicalWriter.of("a", 1);
        all.put("label only", a);
        all.put("another label", () -> CanonicalWriter.of("b", 1));
        all.put("another format", () -> CanonicalWriter.of("a", 2));
        all.put("highest format", () -> CanonicalWriter.of("a", 65535));
        all.put("empty text", () -> a.get().text(""));
        all.put("absent text", () -> a.get().text(null));
        all.put("text", () -> a.get().text("text"));
        all.put("text beyond ascii", () -> a.get().text("äß漢字"));
        all.put("text beyond the basic plane", () -> a.get().text("\uD83D\uDD11"));
        all.put("text with a zero", () -> a.get().text("a\0b"));
        all.put("two texts", () -> a.get().text("ab").text("c"));
        all.put("two texts cut elsewhere", () -> a.get().text("a").text("bc"));
        all.put("one text of both", () -> a.get().text("abc"));
        all.put("empty bytes", () -> a.get().bytes(new byte[0]));
        all.put("absent bytes", () -> a.get().bytes(null));
        all.put("bytes like a text", () -> a.get().bytes(new byte[] {'t', 'e', 'x', 't'}));
        all.put("bytes", () -> a.get().bytes(new byte[] {0, -1, -128, 127}));
        all.put("bytes past the first buffer", () -> a.get().bytes(new byte[300]));
        all.put("zero", () -> a.get().number(0));
        all.put("one", () -> a.get().number(1));
        all.put("minus one", () -> a.get().number(-1));
        all.put("smallest number", () -> a.get().number(Long.MIN_VALUE));
        all.put("largest number", () -> a.get().optionalNumber(Long.MAX_VALUE));
        all.put("absent number", () -> a.get().optionalNumber(null));
        all.put("true", () -> a.get().flag(true));
        all.put("false", () -> a.get().flag(false));
        all.put("uuid", () -> a.get().uuid(GUID));
        all.put("absent uuid", () -> a.get().uuid(null));
        all.put("no texts", () -> a.get().texts(List.of()));
        all.put("three texts", () -> a.get().texts(List.of("x", "", "y")));
        all.put("secret", () -> a.get().secret(SecretBytes.ofUtf8("secret")));
        all.put("one of each", CanonicalTest::oneOfEach);
        return all;
    }

    private static CanonicalWriter oneOfEach() {
        return CanonicalWriter.of("one-of-each", 7)
                .text("t")
                .bytes(new byte[] {'b'})
                .number(3)
                .flag(true)
                .uuid(GUID)
                .text(null)
                .texts(List.of("u"));
    }

    private static Map<String, String> golden() throws IOException {
        try (InputStream in = CanonicalTest.class.getResourceAsStream("canonical.golden")) {
            if (in == null) {
                throw new AssertionError("no golden file");
            }
            Map<String, String> golden = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int at = line.lastIndexOf(" = ");
                        golden.put(line.substring(0, at), line.substring(at + 3));
                    });
            return golden;
        }
    }

    /// An export is sealed by whoever imports it, so what is in it is anybody's.
    @Test
    void aFieldThatNoValueCanBeMadeOfIsMalformed() {
        byte[] bytes = CanonicalWriter.of("t", 1).number(Long.MAX_VALUE).toBytes();
        assertThatThrownBy(() ->
                        CanonicalReader.read(
                                bytes, "t", in -> java.time.Instant.ofEpochSecond(in.number())))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("t is malformed");
    }
}
