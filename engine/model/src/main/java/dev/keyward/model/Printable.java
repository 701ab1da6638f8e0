package dev.keyward.model;

/// What of a caller's text may stand in a message: shortened, and with every character outside
/// `[0-9A-Za-z._-]` replaced.
public final class Printable {
    private static final int LIMIT = 128;

    private Printable() {}

    public static String name(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LIMIT); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= '0' && c <= '9'
                            || c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c == '-'
                            || c == '_'
                            || c == '.';
            out.append(plain ? c : '?');
        }
        return text.length() > LIMIT ? out + "..." : out.toString();
    }
}
