package dev.keyward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// JSON as strangers send it: what is taken here another strict reader takes too, and finds the
/// same in it.
@Tag("security:S-14")
final class JsonFuzzTest {
    private static final ObjectMapper OTHER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(JsonFuzzTest.class, JsonFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Stranger.sends(input, VaultException.class, JsonFuzzTest::asItStands);
        Stranger.sends(
                input, VaultException.class, body -> JsonReader.parse(body, in -> typed(in, 0)));
    }

    private static void asItStands(byte[] body) {
        Map<String, String> members = JsonReader.parse(body, JsonFuzzTest::members);
        JsonNode found = tree(body);
        members.forEach((name, raw) ->
                assertThat(tree(raw.getBytes(StandardCharsets.UTF_8)))
                        .as(name)
                        .isEqualTo(found.get(name)));
        found.forEachEntry((name, value) ->
                assertThat(members.containsKey(name)).as(name).isEqualTo(!value.isNull()));
    }

    private static Map<String, String> members(JsonReader in) {
        Map<String, String> members = new LinkedHashMap<>();
        while (in.next()) {
            members.put(in.member(), in.raw());
        }
        return members;
    }

    private static JsonNode tree(byte[] utf8) {
        try {
            return OTHER.readTree(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException | JsonProcessingException refused) {
            throw new AssertionError("another reader refuses it", refused);
        }
    }

    /// Every member as one type or another, as its name has it.
    private static int typed(JsonReader in, int depth) {
        int read = 0;
        while (in.next()) {
            read++;
            String name = in.member();
            switch (name.isEmpty() ? 'a' : name.charAt(0)) {
                case 'a' -> in.text();
                case 'b' -> in.bool();
                case 'c' -> in.base64url();
                case 'd' -> in.base64Either();
                case 'e' -> in.secretBase64url().close();
                case 'f' -> in.secretText().close();
                case 'g' -> in.number();
                case 'h' -> in.numberOrText();
                case 'i' -> in.integer();
                case 'j' -> in.time();
                case 'k' -> in.texts();
                case 'l' -> in.textMap();
                case 'm' -> in.object(inner -> typed(inner, depth + 1));
                case 'n' -> in.objects(inner -> typed(inner, depth + 1));
                case 'o' -> in.raw();
                default -> in.skip();
            }
        }
        return read;
    }
}
