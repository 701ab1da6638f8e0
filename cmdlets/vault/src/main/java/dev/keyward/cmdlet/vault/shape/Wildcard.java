package dev.keyward.cmdlet.vault.shape;

import java.util.regex.Pattern;

/// A name pattern with `*`, `?` and `[a-z]`, without regard to case.
public final class Wildcard {
    private final Pattern pattern;

    private Wildcard(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Whether the text means several names.
    public static boolean isIn(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    public static Wildcard of(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = text.substring(i + 1, close).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
                regex.append('[').append(set).append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new Wildcard(
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
