package dev.keyward.language.syntax;

/// Classes of characters, typographic kin included.
final class Characters {
    private Characters() {}

    static boolean isSingleQuote(char c) {
        return c == '\'' || c == '\u2018' || c == '\u2019' || c == '\u201A' || c == '\u201B';
    }

    static boolean isDoubleQuote(char c) {
        return c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E';
    }

    static boolean isDash(char c) {
        return c == '-' || c == '\u2013' || c == '\u2014' || c == '\u2015';
    }

    static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    /// Blank, but not a line end.
    static boolean isBlank(char c) {
        return c == ' '
                || c == '\t'
                || c == '\f'
                || c == '\u000B'
                || c == '\u00A0'
                || c == '\u0085'
                || c != '\n' && c != '\r' && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    static boolean isVariablePart(char c) {
        return isNamePart(c) || c == '?';
    }

    /// Ends any word in argument mode.
    static boolean endsWord(char c) {
        return isBlank(c)
                || isNewline(c)
                || switch (c) {
                    case '\0', '&', '(', ')', ',', ';', '{', '|', '}' -> true;
                    default -> false;
                };
    }

    /// The character a backtick escape stands for; itself if it has no meaning.
    static char escaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'e' -> '\u001B';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            default -> c;
        };
    }
}
