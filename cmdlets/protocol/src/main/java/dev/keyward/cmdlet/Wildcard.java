package dev.keyward.cmdlet;

import java.util.regex.Pattern;

/// A pattern of `*`, `?` and `[a-z]`, with the backtick as escape, that fits a whole text.
public final class Wildcard {
    private final Pattern pattern;

    private Wildcard(Pattern pattern) {
        this.pattern = pattern;
    }

    /// A pattern that doesn't look at case.
    public static Wildcard of(String text) {
        return new Wildcard(
                Pattern.compile(
                        translated(text),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    public static Wildcard caseSensitive(String text) {
        return new Wildcard(Pattern.compile(translated(text), Pattern.DOTALL));
    }

    /// Whether a text has any character with a meaning here.
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    private static String translated(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '`' -> {
                    if (i + 1 < text.length()) {
                        i++;
                        regex.append(Pattern.quote(text.substring(i, i + 1)));
                    }
                }
                case '[' -> {
                    int end = text.indexOf(']', i + 2);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        regex.append('[');
                        String inside = text.substring(i + 1, end);
                        for (int at = 0; at < inside.length(); at++) {
                            char one = inside.charAt(at);
                            if (one != '-' && !Character.isLetterOrDigit(one)) {
                                regex.append('\\');
                            }
                            regex.append(one);
                        }
                        regex.append(']');
                        i = end;
                    }
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
