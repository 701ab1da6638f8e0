package dev.keyward.language.utility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.language.value.DateFormat;
import dev.keyward.language.value.NetEnum;
import dev.keyward.language.value.Numbers;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JSON written and read by the language's rules (language rules 17).
final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Pattern DATE =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");

    private Json() {}

    /// How JSON is written.
    ///
    /// @param depth levels of objects before they become text
    record Style(int depth, boolean compressed, boolean enumsAsText) {}

    /// Writes values; remembers whether depth ran out.
    static final class Writer {
        private final Values values;
        private final Style style;
        private boolean cut;

        Writer(Values values, Style style) {
            this.values = values;
            this.style = style;
        }

        /// Whether parts lay deeper than the style lets them.
        boolean wasCut() {
            return cut;
        }

        String write(@Nullable Object value) {
            StringBuilder text = new StringBuilder();
            value(text, value, 0);
            return text.toString();
        }

        // A .NET enumeration is a number, and Java's have none but this.
        @SuppressWarnings("EnumOrdinal")
        private void value(StringBuilder text, @Nullable Object value, int level) {
            switch (value) {
                case null -> text.append("null");
                case Boolean it -> text.append(it);
                case SwitchParameter it -> flag(text, it, level);
                case Double it when !Double.isFinite(it) -> quote(text, Numbers.text(it));
                case Number it -> text.append(number(it));
                case String it -> quote(text, it);
                case DateTime it -> quote(text, date(it));
                case NetEnum it -> enumeration(text, it.name(), it.value());
                case Enum<?> it -> enumeration(text, it.name(), it.ordinal());
                case PsHashtable it -> object(text, entries(it), level, value);
                case PsObject it when !it.properties().isEmpty() ->
                        object(text, members(it), level, value);
                case Object it when Sequences.is(it) ->
                        array(text, Sequences.elements(it), level, value);
                case Object it -> other(text, it, level);
            }
        }

        private void flag(StringBuilder text, SwitchParameter flag, int level) {
            object(
                    text,
                    List.of(new PsHashtable.Entry("IsPresent", flag.isPresent())),
                    level,
                    flag);
        }

        private void enumeration(StringBuilder text, String name, long number) {
            if (style.enumsAsText()) {
                quote(text, name);
            } else {
                text.append(number);
            }
        }

        private static String number(Number number) {
            String text = Numbers.text(number);
            boolean real = number instanceof Double || number instanceof Float;
            if (number instanceof Double) {
                text =
                        number.toString().contains("E")
                                ? text
                                : new BigDecimal(number.toString()).toPlainString();
            }
            return real && text.matches("-?\\d+") ? text + ".0" : text;
        }

        private String date(DateTime date) {
            return DateFormat.format(
                            date, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", values.surroundings().zone())
                    .replaceFirst("\\.(?=$|[Z+-])", "");
        }

        private void other(StringBuilder text, Object value, int level) {
            List<String> names =
                    isSimple(value) ? List.of() : values.members().propertyNames(value);
            if (names.isEmpty()) {
                quote(text, values.text().shown(value));
                return;
            }
            List<PsHashtable.Entry> entries = new ArrayList<>();
            names.forEach(name ->
                    entries.add(new PsHashtable.Entry(name, values.members().get(value, name))));
            object(text, entries, level, value);
        }

        private static boolean isSimple(Object value) {
            return value instanceof java.util.UUID
                    || value instanceof java.net.URI
                    || value instanceof Character
                    || value instanceof dev.keyward.cmdlet.ScriptBlock
                    || value instanceof java.time.OffsetDateTime;
        }

        private static List<PsHashtable.Entry> entries(PsHashtable table) {
            return table.entries();
        }

        private List<PsHashtable.Entry> members(PsObject object) {
            List<PsHashtable.Entry> all = new ArrayList<>();
            values.members()
                    .propertyNames(object)
                    .forEach(name -> all.add(new PsHashtable.Entry(name, object.get(name))));
            return all;
        }

        private void object(
                StringBuilder text, List<PsHashtable.Entry> entries, int level, Object value) {
            if (level > style.depth()) {
                cut = true;
                quote(text, values.text().of(value));
                return;
            }
            if (entries.isEmpty()) {
                text.append("{}");
                return;
            }
            text.append('{');
            String gap = "";
            for (PsHashtable.Entry entry : entries) {
                text.append(gap);
                line(text, level + 1);
                quote(text, values.text().of(entry.key()));
                text.append(style.compressed() ? ":" : ": ");
                value(text, entry.value(), level + 1);
                gap = ",";
            }
            line(text, level);
            text.append('}');
        }

        private void array(
                StringBuilder text, List<@Nullable Object> all, int level, Object value) {
            if (level > style.depth()) {
                cut = true;
                quote(text, values.text().of(value));
                return;
            }
            if (all.isEmpty()) {
                text.append("[]");
                return;
            }
            text.append('[');
            String gap = "";
            for (Object one : all) {
                text.append(gap);
                line(text, level + 1);
                value(text, one, level + 1);
                gap = ",";
            }
            line(text, level);
            text.append(']');
        }

        private void line(StringBuilder text, int level) {
            if (!style.compressed()) {
                text.append('\n').append("  ".repeat(level));
            }
        }

        private static void quote(StringBuilder text, String value) {
            text.append('"');
            for (int at = 0; at < value.length(); at++) {
                char c = value.charAt(at);
                switch (c) {
                    case '"' -> text.append("\\\"");
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    case '\b' -> text.append("\\b");
                    case '\f' -> text.append("\\f");
                    default -> {
                        if (c < 0x20) {
                            text.append("\\u%04x".formatted((int) c));
                        } else {
                            text.append(c);
                        }
                    }
                }
            }
            text.append('"');
        }
    }

    /// Reads a document.
    ///
    /// @param asTable objects become ordered tables instead of objects
    /// @throws JsonProcessingException if the text isn't JSON
    static @Nullable Object read(Values values, String text, boolean asTable)
            throws JsonProcessingException {
        return value(values, MAPPER.readTree(text), asTable);
    }

    private static @Nullable Object value(Values values, JsonNode node, boolean asTable) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(values, node, asTable);
            case ARRAY -> {
                List<@Nullable Object> all = new ArrayList<>();
                node.forEach(one -> all.add(value(values, one, asTable)));
                yield all.toArray();
            }
            case STRING -> text(values, node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static Object text(Values values, String text) {
        if (!DATE.matcher(text).matches()) {
            return text;
        }
        if (text.endsWith("Z")) {
            return values.dates().parse(text).<Object>map(values.dates()::toUtc).orElse(text);
        }
        return values.dates().parse(text).<Object>map(it -> it).orElse(text);
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        return node.doubleValue();
    }

    private static Object object(Values values, JsonNode node, boolean asTable) {
        if (asTable) {
            PsHashtable table = PsHashtable.caseSensitive();
            node.properties()
                    .forEach(entry ->
                            table.put(entry.getKey(), value(values, entry.getValue(), true)));
            return table;
        }
        PsObject made = new PsObject();
        node.properties()
                .forEach(entry -> made.set(entry.getKey(), value(values, entry.getValue(), false)));
        return made;
    }
}
