package dev.keyward.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object as a stream, within the limits of security.md, section 8.1.
///
/// ```java
/// while (in.next()) {
///     switch (in.member()) {
///         case "alg" -> alg = in.text();
///         default -> in.skip();
///     }
/// }
/// ```
///
/// Every reading method throws `VaultException` with `BadParameter` that names the member read,
/// never its content. Of a body that is refused, what was decoded before is wiped.
public final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_NUMBER_DIGITS = 40;
    private static final int MAX_NAME_CHARACTERS = 1_024;
    private static final int MAX_STRING_CHARACTERS = 4 * 1024 * 1024;
    private static final long LAST_SECOND_OF_YEAR_9999 = 253_402_300_799L;

    /// A page of a thousand audit records has some fifty thousand.
    private static final int MAX_ANSWER_TOKENS = 1_000_000;

    private static final JsonFactory REQUESTS = factory(MAX_TOKENS);
    private static final JsonFactory ANSWERS = factory(MAX_ANSWER_TOKENS);

    private final String what;
    private final JsonParser json;
    private String member = "";

    /// What was decoded, which may be secret.
    private final List<byte[]> decoded = new ArrayList<>();

    private static JsonFactory factory(int tokens) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxTokenCount(tokens)
                                .maxNumberLength(MAX_NUMBER_DIGITS)
                                .maxNameLength(MAX_NAME_CHARACTERS)
                                .maxStringLength(MAX_STRING_CHARACTERS)
                                .build())
                .build();
    }

    private JsonReader(String what, JsonParser json) {
        this.what = what;
        this.json = json;
    }

    /// @param body UTF-8
    /// @param read reads the members up to the end of the object
    /// @throws VaultException with `BadParameter` if the body isn't exactly one JSON object
    public static <T> T parse(byte[] body, Function<JsonReader, T> read) {
        return parse("request body", body, read);
    }

    /// As [#parse(byte[], Function)], for a text within a body.
    ///
    /// @param what the member that holds it, as errors name it
    public static <T> T parse(String what, byte[] text, Function<JsonReader, T> read) {
        return parse(REQUESTS, what, text, read);
    }

    /// As [#parse(byte[], Function)], for what a server says: its documents may be longer.
    public static <T> T parseAnswer(byte[] body, Function<JsonReader, T> read) {
        return parse(ANSWERS, "answer", body, read);
    }

    /// As [#parseAnswer], for a document that may be a list, of which the first object is read.
    public static <T> T parseFirst(byte[] body, Function<JsonReader, T> read) {
        if (!Utf8.isWellFormed(body)) {
            throw notAnObject("answer");
        }
        try (JsonParser json = ANSWERS.createParser(body)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = json.nextToken();
            }
            if (first != JsonToken.START_OBJECT) {
                throw notAnObject("answer");
            }
            return read.apply(new JsonReader("answer", json));
        } catch (IOException malformed) {
            // Its text quotes the input, so it goes nowhere.
            throw notAnObject("answer");
        }
    }

    private static <T> T parse(
            JsonFactory factory, String what, byte[] text, Function<JsonReader, T> read) {
        if (!Utf8.isWellFormed(text)) {
            throw notAnObject(what);
        }
        try (JsonParser json = factory.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject(what);
            }
            JsonReader in = new JsonReader(what, json);
            boolean whole = false;
            try {
                T value = read.apply(in);
                if (json.nextToken() != null) {
                    throw notAnObject(what);
                }
                whole = true;
                return value;
            } finally {
                if (!whole) {
                    in.decoded.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
                }
            }
        } catch (IOException malformed) {
            // Its text quotes the input, so it goes nowhere.
            throw notAnObject(what);
        }
    }

    private static VaultException notAnObject(String what) {
        return new VaultException(new VaultError.BadParameter(what, "a JSON object"));
    }

    /// Moves to the next member that isn't `null`; false at the end of the object.
    public boolean next() {
        return call(() -> {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                member = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_NULL) {
                    return true;
                }
            }
            return false;
        });
    }

    public String member() {
        return member;
    }

    /// Passes over the value of a member nobody knows.
    public void skip() {
        call(json::skipChildren);
    }

    public boolean isText() {
        return json.currentToken() == JsonToken.VALUE_STRING;
    }

    /// The value as it stands, numbers digit by digit, without blanks between its parts.
    public String raw() {
        String raw =
                call(() -> {
                    StringWriter text = new StringWriter();
                    try (JsonGenerator copy = ANSWERS.createGenerator(text)) {
                        copyTo(copy);
                    }
                    return text.toString();
                });
        if (!isUnicode(raw)) {
            throw wrong("of whole Unicode characters");
        }
        return raw;
    }

    private void copyTo(JsonGenerator copy) throws IOException {
        int depth = 0;
        do {
            if (depth > 0) {
                json.nextToken();
            }
            JsonToken token = json.currentToken();
            if (token.isNumeric()) {
                // Read as a number, it would lose digits or become infinite.
                copy.writeNumber(json.getText());
            } else {
                copy.copyCurrentEvent(json);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0);
    }

    public String text() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a string");
        }
        String text = call(json::getText);
        if (!isUnicode(text)) {
            throw wrong("a string of whole Unicode characters");
        }
        return text;
    }

    /// The UTF-8 octets of a string.
    public SecretBytes secretText() {
        return SecretBytes.adopt(kept(text().getBytes(StandardCharsets.UTF_8)));
    }

    public boolean bool() {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("true or false");
        };
    }

    /// A whole number, also when it is written as a fraction of zero is refused.
    public long number() {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong("a whole number");
        }
        try {
            return json.getLongValue();
        } catch (IOException outOfRange) {
            throw wrong("a whole number within range");
        }
    }

    /// A whole number that may stand between quotes.
    public long numberOrText() {
        if (!isText()) {
            return number();
        }
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException malformed) {
            throw wrong("a whole number");
        }
    }

    public int integer() {
        long value = number();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw wrong("a whole number within range");
        }
        return (int) value;
    }

    /// A time as ISO 8601 writes it, with any offset.
    public Instant time() {
        try {
            return OffsetDateTime.parse(text()).toInstant();
        } catch (DateTimeException malformed) {
            throw wrong("a time such as 2026-01-31T12:00:00Z");
        }
    }

    /// A time as seconds since 1970, up to the year 9999.
    public Instant epochSecond() {
        long seconds = number();
        if (seconds < 0 || seconds > LAST_SECOND_OF_YEAR_9999) {
            throw wrong("seconds since 1970, up to the year 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    public byte[] base64url() {
        return kept(Base64Url.decode(text()).orElseThrow(() -> wrong("base64url without padding")));
    }

    /// As [#base64url], taking the standard alphabet and padding as well.
    public byte[] base64Either() {
        return kept(Base64Url.decodeEither(text()).orElseThrow(() -> wrong("base64url")));
    }

    private byte[] kept(byte[] bytes) {
        decoded.add(bytes);
        return bytes;
    }

    public SecretBytes secretBase64url() {
        return SecretBytes.adopt(base64url());
    }

    public List<String> texts() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a list of strings");
        }
        List<String> values = new ArrayList<>();
        while (call(json::nextToken) != JsonToken.END_ARRAY) {
            values.add(text());
        }
        return values;
    }

    /// Pairs in the order written; a pair whose value is `null` is left out.
    public Map<String, String> textMap() {
        String parent = member;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object of strings");
        }
        Map<String, String> values = new LinkedHashMap<>();
        while (next()) {
            String name = member;
            // What the user named a pair isn't ours to repeat in an error.
            member = parent;
            if (!isUnicode(name)) {
                throw wrong("an object of strings");
            }
            values.put(name, text());
        }
        member = parent;
        return values;
    }

    public <T extends @Nullable Object> T object(Function<JsonReader, T> read) {
        String parent = member;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        T value = read.apply(this);
        member = parent;
        return value;
    }

    public <T> List<T> objects(Function<JsonReader, T> read) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("a list of objects");
        }
        List<T> values = new ArrayList<>();
        while (call(json::nextToken) != JsonToken.END_ARRAY) {
            values.add(object(read));
        }
        return values;
    }

    private VaultException wrong(String mustBe) {
        return new VaultException(new VaultError.BadParameter(member, mustBe));
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private <T> T call(Step<T> step) {
        try {
            return step.run();
        } catch (IOException malformed) {
            // Its text quotes the input, so it goes nowhere.
            throw notAnObject(what);
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
