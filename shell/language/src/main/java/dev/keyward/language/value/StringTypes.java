package dev.keyward.language.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// System.String and System.Char.
final class StringTypes {
    private StringTypes() {}

    static List<TypeEntry> entries() {
        return List.of(string(), character());
    }

    private static TypeEntry string() {
        TypeEntry entry = TypeEntry.of(NetType.STRING);
        statics(entry);
        searching(entry);
        return entry.property("Length", c -> c.selfText().length())
                .method("Substring", 1, 2, StringTypes::substring)
                .method("ToUpper", 0, 1, c -> c.selfText().toUpperCase(Locale.ROOT))
                .method("ToLower", 0, 1, c -> c.selfText().toLowerCase(Locale.ROOT))
                .method("ToUpperInvariant", 0, 0, c -> c.selfText().toUpperCase(Locale.ROOT))
                .method("ToLowerInvariant", 0, 0, c -> c.selfText().toLowerCase(Locale.ROOT))
                .method("Trim", 0, 1, c -> trimmed(c, true, true))
                .method("TrimStart", 0, 1, c -> trimmed(c, true, false))
                .method("TrimEnd", 0, 1, c -> trimmed(c, false, true))
                .method("PadLeft", 1, 2, c -> padding(c) + c.selfText())
                .method("PadRight", 1, 2, c -> c.selfText() + padding(c))
                .method("Replace", 2, 3, StringTypes::replaced)
                .method("Split", 0, TypeEntry.ANY, StringTypes::split)
                .method("Insert", 2, 2, StringTypes::inserted)
                .method("Remove", 1, 2, StringTypes::removed)
                .method("ToCharArray", 0, 0, c -> characters(c.selfText()))
                .method("Normalize", 0, 1, c -> c.selfText())
                .method("Clone", 0, 0, c -> c.selfText())
                .method("ToString", 0, 1, c -> c.selfText());
    }

    private static void searching(TypeEntry entry) {
        entry.property("Chars", c -> characters(c.selfText()))
                .method("Contains", 1, 2, c -> position(c, 1) >= 0)
                .method("IndexOf", 1, 3, c -> position(c, 1))
                .method("LastIndexOf", 1, 2, StringTypes::lastPosition)
                .method("IndexOfAny", 1, 1, StringTypes::anyPosition)
                .method("StartsWith", 1, 3, c -> starts(c))
                .method("EndsWith", 1, 3, c -> ends(c))
                .method("Equals", 1, 2, c -> equal(c.selfText(), c.get(0), c.ignoresCase(1)))
                .method("CompareTo", 1, 1, c -> TextOrder.compare(c.selfText(), c.text(0), true));
    }

    private static void statics(TypeEntry entry) {
        entry.constant("Empty", _ -> "")
                .fixed("IsNullOrEmpty", 1, 1, c -> c.text(0).isEmpty())
                .fixed("IsNullOrWhiteSpace", 1, 1, c -> c.text(0).isBlank())
                .fixed(
                        "Join",
                        1,
                        TypeEntry.ANY,
                        c -> c.values().text().joined(rest(c, 1), c.text(0)))
                .fixed("Concat", 1, TypeEntry.ANY, c -> c.values().text().joined(rest(c, 0), ""))
                .fixed("Format", 1, TypeEntry.ANY, StringTypes::format)
                .fixed("Compare", 2, 3, StringTypes::compare)
                .fixed("CompareOrdinal", 2, 2, c -> c.text(0).compareTo(c.text(1)))
                .fixed("Equals", 2, 3, c -> equal(c.text(0), c.get(1), c.ignoresCase(2)))
                .fixed("Copy", 1, 1, c -> c.text(0))
                .constructor(1, 2, StringTypes::made);
    }

    private static String made(Call c) {
        return c.count() == 2
                ? String.valueOf(c.character(0)).repeat(Math.max(0, c.whole(1)))
                : c.values().text().joined(c.elements(0), "");
    }

    /// The arguments from an index on, one array among them spread out.
    private static List<@Nullable Object> rest(Call c, int from) {
        return c.count() == from + 1 ? c.elements(from) : c.arguments().subList(from, c.count());
    }

    private static String format(Call c) {
        boolean culture = c.count() > 1 && c.get(0) != null && !(c.get(0) instanceof String);
        int at = culture ? 1 : 0;
        return new CompositeFormat(c.values().text()).format(c.text(at), rest(c, at + 1));
    }

    private static int compare(Call c) {
        boolean ignoring = c.has(2) && (c.ignoresCase(2) || Boolean.TRUE.equals(c.get(2)));
        return Integer.signum(TextOrder.compare(c.text(0), c.text(1), !ignoring));
    }

    private static boolean equal(String left, @Nullable Object right, boolean ignoreCase) {
        return right instanceof String other
                && (ignoreCase ? left.equalsIgnoreCase(other) : left.equals(other));
    }

    private static String substring(Call c) {
        String text = c.selfText();
        int start = c.whole(0);
        if (start < 0 || start > text.length()) {
            throw NetException.range(
                    "startIndex cannot be larger than length of string.", "startIndex");
        }
        int length = c.has(1) ? c.whole(1) : text.length() - start;
        if (length < 0 || start + length > text.length()) {
            throw NetException.range(
                    "Index and length must refer to a location within the string.", "length");
        }
        return text.substring(start, start + length);
    }

    private static String inserted(Call c) {
        String text = c.selfText();
        int at = checked(c.whole(0), text.length());
        return text.substring(0, at) + c.text(1) + text.substring(at);
    }

    private static String removed(Call c) {
        String text = c.selfText();
        int at = checked(c.whole(0), text.length());
        int count = c.has(1) ? c.whole(1) : text.length() - at;
        if (count < 0 || at + count > text.length()) {
            throw NetException.range(
                    "Index and count must refer to a location within the string.", "count");
        }
        return text.substring(0, at) + text.substring(at + count);
    }

    private static int checked(int index, int length) {
        if (index < 0 || index > length) {
            throw NetException.range(
                    "Specified argument was out of the range of valid values.", "startIndex");
        }
        return index;
    }

    private static String trimmed(Call c, boolean start, boolean end) {
        String text = c.selfText();
        String set = c.has(0) ? c.values().text().joined(c.elements(0), "") : "";
        int from = 0;
        int to = text.length();
        while (start && from < to && isTrimmed(text.charAt(from), set)) {
            from++;
        }
        while (end && to > from && isTrimmed(text.charAt(to - 1), set)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isTrimmed(char c, String set) {
        return set.isEmpty() ? Character.isWhitespace(c) || c == '\u00a0' : set.indexOf(c) >= 0;
    }

    private static String padding(Call c) {
        char pad = c.has(1) ? c.character(1) : ' ';
        return String.valueOf(pad).repeat(Math.max(0, c.whole(0) - c.selfText().length()));
    }

    private static String replaced(Call c) {
        String old = c.text(0);
        if (old.isEmpty()) {
            throw NetException.argument("String cannot be of zero length.", "oldValue");
        }
        return c.ignoresCase(2)
                ? RegexDialect.of(RegexDialect.escape(old), true)
                        .replace(c.selfText(), _ -> c.text(1))
                : c.selfText().replace(old, c.text(1));
    }

    private static int position(Call c, int option) {
        boolean ignoring = c.ignoresCase(option) || c.ignoresCase(2);
        int from = c.get(option) instanceof Number ? c.whole(option) : 0;
        String text = c.selfText();
        String wanted = c.text(0);
        return ignoring
                ? text.toLowerCase(Locale.ROOT).indexOf(wanted.toLowerCase(Locale.ROOT), from)
                : text.indexOf(wanted, from);
    }

    private static int lastPosition(Call c) {
        return c.ignoresCase(1)
                ? c.selfText()
                        .toLowerCase(Locale.ROOT)
                        .lastIndexOf(c.text(0).toLowerCase(Locale.ROOT))
                : c.get(1) instanceof Number
                        ? c.selfText().lastIndexOf(c.text(0), c.whole(1))
                        : c.selfText().lastIndexOf(c.text(0));
    }

    private static int anyPosition(Call c) {
        String set = c.values().text().joined(c.elements(0), "");
        String text = c.selfText();
        for (int i = 0; i < text.length(); i++) {
            if (set.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean starts(Call c) {
        String wanted = c.text(0);
        boolean ignoring = c.ignoresCase(1) || Boolean.TRUE.equals(c.get(1));
        return c.selfText().regionMatches(ignoring, 0, wanted, 0, wanted.length());
    }

    private static boolean ends(Call c) {
        String wanted = c.text(0);
        String text = c.selfText();
        boolean ignoring = c.ignoresCase(1) || Boolean.TRUE.equals(c.get(1));
        return text.regionMatches(
                ignoring, text.length() - wanted.length(), wanted, 0, wanted.length());
    }

    /// Splits at a text, at each of several texts, or at each of several characters.
    ///
    /// Several characters in one argument are one separator if they come as a string, as in .NET.
    private static String[] split(Call c) {
        List<String> separators = new ArrayList<>();
        int most = Integer.MAX_VALUE;
        String options = "";
        for (int i = 0; i < c.count(); i++) {
            Object one = c.get(i);
            if (i > 0 && one instanceof Integer count) {
                most = count;
            } else if (one instanceof NetEnum flags) {
                options = flags.name();
            } else if (i > 0
                    && one instanceof String text
                    && text.matches("RemoveEmptyEntries|TrimEntries|None")) {
                options = text;
            } else {
                for (Object separator : Sequences.elements(one)) {
                    separators.add(c.values().text().of(separator));
                }
            }
        }
        boolean trims = options.contains("TrimEntries");
        boolean drops = options.contains("RemoveEmptyEntries");
        List<String> parts = new ArrayList<>();
        for (String part : cut(c.selfText(), separators, most, drops)) {
            String kept = trims ? part.strip() : part;
            if (!drops || !kept.isEmpty()) {
                parts.add(kept);
            }
        }
        return parts.toArray(String[]::new);
    }

    private static List<String> cut(String text, List<String> separators, int most, boolean drops) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int at = 0;
        int kept = 0;
        while (at < text.length() && kept < most - 1) {
            int length = separatorAt(text, at, separators);
            if (length == 0) {
                at++;
                continue;
            }
            parts.add(text.substring(from, at));
            kept += drops && from == at ? 0 : 1;
            at += length;
            from = at;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static int separatorAt(String text, int at, List<String> separators) {
        if (separators.isEmpty() || separators.equals(List.of(""))) {
            return Character.isWhitespace(text.charAt(at)) ? 1 : 0;
        }
        for (String separator : separators) {
            if (!separator.isEmpty() && text.startsWith(separator, at)) {
                return separator.length();
            }
        }
        return 0;
    }

    static Character[] characters(String text) {
        return text.chars().mapToObj(one -> (char) one).toArray(Character[]::new);
    }

    private static TypeEntry character() {
        return TypeEntry.of(NetType.CHAR)
                .fixed("IsDigit", 1, 1, c -> Character.isDigit(c.character(0)))
                .fixed("IsNumber", 1, 1, c -> Character.isDigit(c.character(0)))
                .fixed("IsLetter", 1, 1, c -> Character.isLetter(c.character(0)))
                .fixed("IsLetterOrDigit", 1, 1, c -> Character.isLetterOrDigit(c.character(0)))
                .fixed("IsUpper", 1, 1, c -> Character.isUpperCase(c.character(0)))
                .fixed("IsLower", 1, 1, c -> Character.isLowerCase(c.character(0)))
                .fixed("IsWhiteSpace", 1, 1, c -> Character.isWhitespace(c.character(0)))
                .fixed("IsPunctuation", 1, 1, c -> String.valueOf(c.character(0)).matches("\\p{P}"))
                .fixed("ToUpper", 1, 1, c -> Character.toUpperCase(c.character(0)))
                .fixed("ToLower", 1, 1, c -> Character.toLowerCase(c.character(0)))
                .fixed("ConvertFromUtf32", 1, 1, c -> Character.toString(c.whole(0)))
                .constant("MaxValue", _ -> '\uffff')
                .constant("MinValue", _ -> '\0')
                .method("CompareTo", 1, 1, c -> c.selfText().compareTo(c.text(0)));
    }
}
