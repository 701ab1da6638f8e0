package dev.keyward.language.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// .NET regular expressions run by Java's engine.
///
/// Translated: group names with `_` or in quotes, `[` and `&&` inside classes, `{` that starts no
/// count, `\Z`. Not there: balancing groups, right to left, conditional groups.
public final class RegexDialect {
    private static final int CACHED = 64;
    private static final Map<String, RegexDialect> CACHE =
            new LinkedHashMap<>(CACHED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, RegexDialect> eldest) {
                    return size() > CACHED;
                }
            };

    private final String source;
    private final Pattern pattern;

    private RegexDialect(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /// @throws NetException if it isn't a valid expression
    public static RegexDialect of(String source, boolean ignoreCase) {
        int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(flags + source, _ -> compiled(source, flags));
        }
    }

    static RegexDialect withOptions(String source, long options) {
        int flags = 0;
        flags |= (options & 1) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        flags |= (options & 2) != 0 ? Pattern.MULTILINE : 0;
        flags |= (options & 16) != 0 ? Pattern.DOTALL : 0;
        flags |= (options & 32) != 0 ? Pattern.COMMENTS : 0;
        return compiled(source, flags);
    }

    private static RegexDialect compiled(String source, int flags) {
        try {
            return new RegexDialect(
                    source, Pattern.compile(translated(source), flags | Pattern.UNIX_LINES));
        } catch (PatternSyntaxException e) {
            throw NetException.of(
                    "System.Text.RegularExpressions.RegexParseException",
                    "Invalid pattern '%s' at offset %d. %s."
                            .formatted(source, Math.max(0, e.getIndex()), e.getDescription()));
        }
    }

    public String source() {
        return source;
    }

    public Pattern pattern() {
        return pattern;
    }

    public Matcher matcher(String text) {
        return pattern.matcher(text);
    }

    /// The .NET name of each named group.
    Map<String, Integer> groupNames() {
        Map<String, Integer> names = new LinkedHashMap<>();
        pattern.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> names.put(entry.getKey().replace("U95U", "_"), entry.getValue()));
        return names;
    }

    /// Replaces every match; `$1`, `${name}`, `$&`, `$$` stand for what they stand for in .NET.
    String replace(String text, String replacement) {
        return replace(text, m -> expanded(m, replacement, text));
    }

    String replace(String text, Function<Matcher, String> replacement) {
        Matcher m = matcher(text);
        StringBuilder result = new StringBuilder();
        int last = 0;
        while (m.find()) {
            result.append(text, last, m.start()).append(replacement.apply(m));
            last = m.end();
        }
        return result.append(text, last, text.length()).toString();
    }

    private String expanded(Matcher m, String replacement, String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '$' || i + 1 >= replacement.length()) {
                result.append(c);
                continue;
            }
            char next = replacement.charAt(i + 1);
            int close = next == '{' ? replacement.indexOf('}', i) : -1;
            if (next == '$') {
                result.append('$');
                i++;
            } else if (next == '&') {
                result.append(m.group());
                i++;
            } else if (next == '`') {
                result.append(text, 0, m.start());
                i++;
            } else if (next == '\'') {
                result.append(text, m.end(), text.length());
                i++;
            } else if (close > 0 && isGroup(m, replacement.substring(i + 2, close))) {
                result.append(group(m, replacement.substring(i + 2, close)));
                i = close;
            } else if (Character.isDigit(next)) {
                int end = i + 1;
                int number = 0;
                int taken = i;
                while (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
                    int longer = number * 10 + replacement.charAt(end) - '0';
                    if (longer > m.groupCount()) {
                        break;
                    }
                    number = longer;
                    taken = end++;
                }
                if (taken == i) {
                    result.append(c);
                } else {
                    result.append(m.group(number) == null ? "" : m.group(number));
                    i = taken;
                }
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private boolean isGroup(Matcher m, String name) {
        return name.matches("\\d{1,3}")
                ? Integer.parseInt(name) <= m.groupCount()
                : groupNames().containsKey(name);
    }

    private String group(Matcher m, String name) {
        int index =
                name.matches("\\d{1,3}")
                        ? Integer.parseInt(name)
                        : groupNames().getOrDefault(name, 0);
        String value = m.group(index);
        return value == null ? "" : value;
    }

    /// A text in which every character stands for itself, as `Regex.Escape` writes it.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\', '*', '+', '?', '|', '{', '[', '(', ')', '^', '$', '.', '#', ' ' ->
                        escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\f' -> escaped.append("\\f");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String translated(String source) {
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        int classStart = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                i = escapeSequence(source, i, java);
            } else if (inClass) {
                if (c == ']' && i > classStart) {
                    inClass = false;
                    java.append(c);
                } else if (c == '[' && !source.startsWith("[:", i) || c == '&') {
                    java.append('\\').append(c);
                } else if (c == ']') {
                    java.append("\\]");
                } else {
                    java.append(c);
                }
            } else if (c == '[') {
                inClass = true;
                boolean negated = source.startsWith("^", i + 1);
                java.append(negated ? "[^" : "[");
                i += negated ? 1 : 0;
                classStart = i + 1;
            } else if (c == '{' && !source.substring(i).matches("(?s)\\{\\d+(,\\d*)?\\}.*")) {
                java.append("\\{");
            } else if (c == '(' && source.startsWith("(?", i)) {
                i = groupHead(source, i, java);
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }

    private static int escapeSequence(String source, int at, StringBuilder java) {
        char next = source.charAt(at + 1);
        if (next == 'k' && at + 2 < source.length()) {
            char open = source.charAt(at + 2);
            int end = source.indexOf(open == '\'' ? '\'' : '>', at + 3);
            if (end > 0) {
                java.append("\\k<").append(javaName(source.substring(at + 3, end))).append('>');
                return end;
            }
        }
        if (Character.isLetter(next) && "abBdDwWsSntrfvexucpPAzZGQE0".indexOf(next) < 0) {
            java.append(next);
        } else if (next == 'v') {
            java.append("\\x0B");
        } else {
            java.append('\\').append(next);
        }
        return at + 1;
    }

    private static int groupHead(String source, int at, StringBuilder java) {
        boolean angle =
                source.startsWith("(?<", at)
                        && !source.startsWith("(?<=", at)
                        && !source.startsWith("(?<!", at);
        boolean quoted = source.startsWith("(?'", at);
        if (!angle && !quoted) {
            java.append('(');
            return at;
        }
        int end = source.indexOf(angle ? '>' : '\'', at + 3);
        if (end < 0) {
            java.append('(');
            return at;
        }
        java.append("(?<").append(javaName(source.substring(at + 3, end))).append('>');
        return end;
    }

    private static String javaName(String name) {
        return name.replace("_", "U95U");
    }
}
