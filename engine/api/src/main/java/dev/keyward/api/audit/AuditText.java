package dev.keyward.api.audit;

import org.jspecify.annotations.Nullable;

/// Makes text from outside fit for the log: bounded, and free of characters that act on a terminal
/// or turn the reading direction. JSON escaping comes on top.
public final class AuditText {
    private static final int LONGEST = 2048;

    private AuditText() {}

    public static String clean(String text) {
        int length = Math.min(text.length(), LONGEST);
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return replaced(text, length);
            }
        }
        return length == text.length() ? text : text.substring(0, length) + "...";
    }

    /// [#clean] for what a stranger chose.
    ///
    /// @param mostBytes it takes in a record at most, without the dots that say that it was cut
    static String brief(String text, int mostBytes) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
            if (bytes > mostBytes) {
                return clean(text.substring(0, i)) + "...";
            }
        }
        return clean(text);
    }

    /// As it is escaped.
    private static int bytes(char c) {
        if (!isPlain(c)) {
            return 1;
        }
        return c > 0x7F ? 6 : c < 0x20 || c == '"' || c == '\\' ? 2 : 1;
    }

    private static String replaced(String text, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            out.append(isPlain(c) ? c : '?');
        }
        return out.append(length == text.length() ? "" : "...").toString();
    }

    /// Printable, and neither a bidirectional control nor half a surrogate pair gone astray.
    private static boolean isPlain(char c) {
        if (c < 0x7F) {
            return c >= 0x20 || c == '\r' || c == '\n';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// A URL with those parts of its query that are known to be harmless.
    static String uri(String base, String path, String query) {
        StringBuilder out = new StringBuilder(base.length() + path.length() + 32);
        out.append(base).append(path);
        char separator = '?';
        int from = 0;
        while (from < query.length()) {
            int and = query.indexOf('&', from);
            int to = and < 0 ? query.length() : and;
            String name = harmlessName(query, from, to);
            if (name != null) {
                out.append(separator).append(name).append(query, query.indexOf('=', from), to);
                separator = '&';
            }
            from = to + 1;
        }
        return out.toString();
    }

    private static @Nullable String harmlessName(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        if (equals < 0 || equals > to || to - equals > 32) {
            return null;
        }
        String name = query.substring(from, equals);
        return switch (name) {
            case "api-version", "api%2Dversion", "api%2dversion" -> "api-version";
            case "maxresults" -> name;
            default -> null;
        };
    }
}
