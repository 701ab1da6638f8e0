package dev.keyward.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as it may reach a terminal: what stands in a tag, a name or a server's answer moves no
/// cursor, sets no title and fills no clipboard.
///
/// Line ends, tabs and colours pass; a colour ends with the text it is in. Every other control
/// character is shown in PowerShell's spelling (`` `e ``, `` `u{9b} ``), and so is one that turns
/// the direction of writing.
final class TerminalText {
    private static final String RESET = "\u001b[0m";

    /// Colours of text and ground, bold, dim, italic, underlined: nothing that hides text.
    private static final Pattern COLOUR =
            Pattern.compile(
                    "\u001b\\[(?:(?:0|1|2|3|4|22|23|24|39|49|3[0-7]|4[0-7]|9[0-7]|10[0-7]"
                            + "|[34]8;5;\\d{1,3}|[34]8;2;\\d{1,3};\\d{1,3};\\d{1,3})?(?:;(?=\\d)|(?=m))){0,8}m");

    private TerminalText() {}

    static String shown(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        Matcher colour = COLOUR.matcher(text);
        boolean coloured = false;
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(text, i)) {
                out.append(c);
            } else if (c == '\u001b' && colour.region(i, text.length()).lookingAt()) {
                out.append(colour.group());
                coloured = !isReset(colour.group());
                i = colour.end() - 1;
            } else {
                out.append(spelt(c));
            }
        }
        return coloured ? closed(out) : out.toString();
    }

    /// A prompt for JLine, which reads `%` as the beginning of a pattern.
    static String prompt(String text) {
        return shown(text).replace("%", "%%");
    }

    private static int firstUnsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUnsafe(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '\n', '\t' -> false;
            case '\r' -> at + 1 >= text.length() || text.charAt(at + 1) != '\n';
            default -> isControl(c);
        };
    }

    /// C0 and C1 controls, and the embeddings, overrides and isolates of Unicode's bidirectional
    /// text.
    static boolean isControl(char c) {
        return Character.isISOControl(c)
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isReset(String colour) {
        return colour.equals("\u001b[m") || colour.endsWith("[0m") || colour.endsWith(";0m");
    }

    /// Before the line's end, so that the next line begins without colour.
    private static String closed(StringBuilder out) {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == '\n' || out.charAt(end - 1) == '\r')) {
            end--;
        }
        return out.insert(end, RESET).toString();
    }

    static String spelt(char c) {
        return switch (c) {
            case '\0' -> "`0";
            case '\u0007' -> "`a";
            case '\b' -> "`b";
            case '\u000b' -> "`v";
            case '\f' -> "`f";
            case '\r' -> "`r";
            case '\u001b' -> "`e";
            default -> "`u{" + Integer.toHexString(c).toLowerCase(Locale.ROOT) + "}";
        };
    }
}
