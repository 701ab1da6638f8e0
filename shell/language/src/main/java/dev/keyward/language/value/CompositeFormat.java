package dev.keyward.language.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// .NET's composite formats: `{0,-10:N2}`, `{{` for a brace.
final class CompositeFormat {
    private static final String NOT_CORRECT = "Input string was not in a correct format.";

    private final Text text;

    CompositeFormat(Text text) {
        this.text = text;
    }

    /// @throws NetException if the format is wrong or names an argument that isn't there
    String format(String format, List<? extends @Nullable Object> arguments) {
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                result.append(c);
                i += 2;
            } else if (c == '{') {
                int end = end(format, i);
                result.append(item(format.substring(i + 1, end), arguments));
                i = end + 1;
            } else if (c == '}') {
                throw NetException.format(NOT_CORRECT);
            } else {
                result.append(c);
                i++;
            }
        }
        return result.toString();
    }

    private static int end(String format, int start) {
        int end = format.indexOf('}', start);
        if (end < 0) {
            throw NetException.format(NOT_CORRECT);
        }
        return end;
    }

    private String item(String item, List<? extends @Nullable Object> arguments) {
        int colon = item.indexOf(':');
        String head = colon < 0 ? item : item.substring(0, colon);
        String pattern = colon < 0 ? "" : item.substring(colon + 1);
        int comma = head.indexOf(',');
        String index = (comma < 0 ? head : head.substring(0, comma)).strip();
        String width = comma < 0 ? "0" : head.substring(comma + 1).strip();
        if (!index.matches("\\d{1,6}") || !width.matches("-?\\d{1,6}")) {
            throw NetException.format(NOT_CORRECT);
        }
        int number = Integer.parseInt(index);
        if (number >= arguments.size()) {
            throw NetException.format(
                    "Index (zero based) must be greater than or equal to zero and less than the"
                            + " size of the argument list.");
        }
        String shown = text.formatted(arguments.get(number), pattern);
        int columns = Integer.parseInt(width);
        String blanks = " ".repeat(Math.max(0, Math.abs(columns) - shown.length()));
        return columns < 0 ? shown + blanks : blanks + shown;
    }
}
