package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Encodings, StringBuilder and cultures.
final class TextTypes {
    static final TextEncoding UTF8 =
            new TextEncoding("System.Text.UTF8Encoding", "utf-8", StandardCharsets.UTF_8);

    private TextTypes() {}

    static List<TypeEntry> entries() {
        return List.of(
                encodings(),
                encoding(TypeEntry.of(TextEncoding.class.getName())),
                TypeEntry.of("System.Text.UTF8Encoding").constructor(0, 2, _ -> UTF8),
                TypeEntry.of("System.Text.ASCIIEncoding").constructor(0, 0, _ -> named("ascii")),
                TypeEntry.of("System.Text.UnicodeEncoding")
                        .constructor(0, 2, _ -> named("unicode")),
                builder(),
                culture());
    }

    private static TypeEntry encodings() {
        TypeEntry entry = TypeEntry.of("System.Text.Encoding");
        for (String name :
                List.of(
                        "UTF8",
                        "ASCII",
                        "Unicode",
                        "BigEndianUnicode",
                        "UTF32",
                        "Latin1",
                        "Default",
                        "UTF7")) {
            entry.constant(name, _ -> named(name));
        }
        return entry.fixed("GetEncoding", 1, 3, c -> named(c.text(0)));
    }

    static TextEncoding named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf8", "utf-8", "default", "65001", "utf8nobom", "utf8bom", "utf7" -> UTF8;
            case "ascii", "us-ascii", "20127" ->
                    new TextEncoding(
                            "System.Text.ASCIIEncoding", "us-ascii", StandardCharsets.US_ASCII);
            case "unicode", "utf-16", "utf-16le", "1200" ->
                    new TextEncoding(
                            "System.Text.UnicodeEncoding", "utf-16", StandardCharsets.UTF_16LE);
            case "bigendianunicode", "utf-16be", "1201" ->
                    new TextEncoding(
                            "System.Text.UnicodeEncoding", "utf-16BE", StandardCharsets.UTF_16BE);
            case "utf32", "utf-32" ->
                    new TextEncoding(
                            "System.Text.UTF32Encoding", "utf-32", StandardCharsets.UTF_32LE);
            case "latin1", "iso-8859-1", "28591" ->
                    new TextEncoding(
                            "System.Text.Latin1Encoding",
                            "iso-8859-1",
                            StandardCharsets.ISO_8859_1);
            case "1252" -> other("windows-1252");
            default -> other(name);
        };
    }

    private static TextEncoding other(String name) {
        try {
            return new TextEncoding(
                    "System.Text.Encoding", name.toLowerCase(Locale.ROOT), Charset.forName(name));
        } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException e) {
            throw NetException.argument("'" + name + "' is not a supported encoding name.", "name");
        }
    }

    private static TypeEntry encoding(TypeEntry entry) {
        return entry.property("WebName", c -> c.self(TextEncoding.class).webName())
                .property("BodyName", c -> c.self(TextEncoding.class).webName())
                .property("EncodingName", c -> c.self(TextEncoding.class).webName())
                .method(
                        "GetBytes",
                        1,
                        1,
                        c ->
                                c.values()
                                        .text()
                                        .joined(c.elements(0), "")
                                        .getBytes(c.self(TextEncoding.class).charset()))
                .method(
                        "GetByteCount",
                        1,
                        1,
                        c -> c.text(0).getBytes(c.self(TextEncoding.class).charset()).length)
                .method("GetString", 1, 3, TextTypes::decoded)
                .method("GetChars", 1, 1, c -> StringTypes.characters(decoded(c)))
                .method("GetPreamble", 0, 0, _ -> new byte[0]);
    }

    private static String decoded(Call c) {
        byte[] bytes = c.bytes(0, "bytes");
        if (c.count() == 3) {
            bytes = Arrays.copyOfRange(bytes, c.whole(1), c.whole(1) + c.whole(2));
        }
        return new String(bytes, c.self(TextEncoding.class).charset());
    }

    private static TypeEntry builder() {
        return TypeEntry.of("System.Text.StringBuilder")
                .constructor(0, 2, c -> new TextBuilder(c.get(0) instanceof String it ? it : ""))
                .property("Length", c -> text(c).length())
                .method("Append", 1, 3, c -> append(c, c.text(0)))
                .method("AppendLine", 0, 1, c -> append(c, c.text(0) + System.lineSeparator()))
                .method(
                        "AppendFormat",
                        2,
                        TypeEntry.ANY,
                        c ->
                                append(
                                        c,
                                        new CompositeFormat(c.values().text())
                                                .format(
                                                        c.text(0),
                                                        c.arguments().subList(1, c.count()))))
                .method(
                        "Insert",
                        2,
                        2,
                        c -> changed(c, () -> text(c).insert(c.whole(0), c.text(1))))
                .method("Clear", 0, 0, c -> changed(c, () -> text(c).setLength(0)))
                .method(
                        "Remove",
                        2,
                        2,
                        c -> changed(c, () -> text(c).delete(c.whole(0), c.whole(0) + c.whole(1))))
                .method("Replace", 2, 2, TextTypes::replaced)
                .method("ToString", 0, 0, c -> text(c).toString());
    }

    private static StringBuilder text(Call c) {
        return c.self(TextBuilder.class).text();
    }

    private static Object append(Call c, String text) {
        text(c).append(text);
        return Objects.requireNonNull(c.target());
    }

    private static Object changed(Call c, Runnable change) {
        change.run();
        return Objects.requireNonNull(c.target());
    }

    private static Object replaced(Call c) {
        String changed = text(c).toString().replace(c.text(0), c.text(1));
        text(c).setLength(0);
        return append(c, changed);
    }

    private static TypeEntry culture() {
        return TypeEntry.of("System.Globalization.CultureInfo")
                .constant("InvariantCulture", _ -> cultureNamed(""))
                .constant("CurrentCulture", _ -> cultureNamed("en-US"))
                .constant("CurrentUICulture", _ -> cultureNamed("en-US"))
                .fixed("GetCultureInfo", 1, 1, c -> cultureNamed(c.text(0)))
                .constructor(1, 2, c -> cultureNamed(c.text(0)));
    }

    private static PsObject cultureNamed(String name) {
        String shown =
                name.isEmpty()
                        ? "Invariant Language (Invariant Country)"
                        : Locale.forLanguageTag(name).getDisplayName(Locale.US);
        return new PsObject("System.Globalization.CultureInfo")
                .set("LCID", name.isEmpty() ? 127 : 1033)
                .set("Name", name)
                .set("DisplayName", shown)
                .readingAs(_ -> name);
    }
}
