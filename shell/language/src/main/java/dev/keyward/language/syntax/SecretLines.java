package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Source;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells lines that carry a secret from lines that don't, so that history never stores one
/// (security.md S-10).
///
/// Commands named `*-Secret` are the daily work here, so a parsed line is judged by its structure:
/// a literal given to `-SecretValue`, `-Password` and the like, to `ConvertTo-SecureString`, or
/// assigned to a variable with a telling name. A line that doesn't parse is judged by words alone.
/// Passing variables is always fine.
public final class SecretLines {
    private static final Set<String> SENSITIVE_PARAMETERS =
            Set.of(
                    "secretvalue",
                    "password",
                    "keyfilepassword",
                    "certificatestring",
                    "apikey",
                    "clientsecret",
                    "accesstoken",
                    "credential",
                    "token",
                    "pin");
    private static final List<String> WORDS =
            List.of(
                    "password",
                    "asplaintext",
                    "securestring",
                    "token",
                    "apikey",
                    "secretvalue",
                    "clientsecret");

    private SecretLines() {}

    /// Whether a line holds no secret written out.
    public static boolean mayBeStored(String line) {
        Parser.Reading reading = Parser.read(new Source("", line));
        return reading.error() == null ? !hasSecret(reading.tokens()) : !hasWord(line);
    }

    private static boolean hasWord(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }

    private static boolean hasSecret(List<Token> tokens) {
        boolean converting = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String text = token.span().text();
            switch (token.kind()) {
                case COMMAND -> converting = text.equalsIgnoreCase("ConvertTo-SecureString");
                case PARAMETER -> {
                    if (isSensitive(parameterName(text))
                            && (text.indexOf(':') > 0
                                    || i + 1 < tokens.size() && isLiteral(tokens.get(i + 1)))) {
                        return true;
                    }
                    if (parameterName(text).startsWith("asp") && pipedOrGivenLiteral(tokens)) {
                        return true;
                    }
                }
                case VARIABLE -> {
                    if (isTelling(text) && assignsLiteral(tokens, i)) {
                        return true;
                    }
                }
                case STRING, ARGUMENT, NUMBER -> {
                    if (converting) {
                        return true;
                    }
                }
                case COMMENT, KEYWORD, TYPE, MEMBER, OPERATOR, REDIRECTION -> {}
            }
        }
        return false;
    }

    /// Parameters may be shortened, so a prefix of a sensitive name of at least three letters
    /// counts too.
    private static boolean isSensitive(String name) {
        return SENSITIVE_PARAMETERS.stream()
                .anyMatch(s -> s.equals(name) || name.length() >= 3 && s.startsWith(name));
    }

    private static String parameterName(String text) {
        int colon = text.indexOf(':');
        return (colon > 0 ? text.substring(1, colon) : text.substring(1)).toLowerCase(Locale.ROOT);
    }

    private static boolean isLiteral(Token token) {
        return token.kind() == Token.Kind.STRING
                || token.kind() == Token.Kind.ARGUMENT
                || token.kind() == Token.Kind.NUMBER;
    }

    private static boolean pipedOrGivenLiteral(List<Token> tokens) {
        return tokens.stream().anyMatch(SecretLines::isLiteral);
    }

    private static boolean isTelling(String variable) {
        String lower = variable.toLowerCase(Locale.ROOT);
        return lower.contains("pass")
                || lower.contains("secret")
                || lower.contains("pwd")
                || lower.contains("token")
                || lower.contains("apikey");
    }

    private static boolean assignsLiteral(List<Token> tokens, int at) {
        if (at + 2 >= tokens.size() || !tokens.get(at + 1).span().text().endsWith("=")) {
            return false;
        }
        Token value = tokens.get(at + 2);
        return value.kind() == Token.Kind.STRING && !value.span().text().isBlank();
    }
}
