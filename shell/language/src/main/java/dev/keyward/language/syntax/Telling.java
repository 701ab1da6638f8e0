package dev.keyward.language.syntax;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names, types and texts that say that something is a secret.
final class Telling {
    /// How names of secrets end, letters alone: `X-Api-Key`, `client_secret`, `KeyFilePassword`.
    private static final Pattern NAME =
            Pattern.compile(
                    "(pin|pass|.*(password|passphrase|passwd|pwd|passcode|secret|secretvalue|secrettext|token|apikey"
                            + "|accesskey|accountkey|sharedkey|privatekey|securekey|authorization|cookie|credential"
                            + "|credentials|assertion|certificatestring|connectionstring|sas))");

    private static final Pattern VARIABLE = Pattern.compile(".*(pass|secret|pwd|token|apikey).*");

    /// What's about a secret and isn't one: `$secretName`.
    private static final Pattern ABOUT =
            Pattern.compile(
                    ".*(name|names|id|ids|uri|url|path|file|folder|version|count|length|list|vault|type|policy|s)");

    private static final Pattern TYPE =
            Pattern.compile("(.*\\.)?(securestring|pscredential|networkcredential)");

    private static final Pattern TEXT =
            Pattern.compile(
                    "^['\"]?\\s*(bearer|basic)\\s+\\S{3,}"
                            + "|(password|passphrase|passwd|pwd|secret|token|api[-_]?key|access_?key|account_?key|assertion|sig|authorization)"
                            + "['\"]?\\s*[:=]\\s*['\"]?((bearer|basic)\\s+)?+[^\\s'\"$;&,}]"
                            + "|://[^/\\s:@]+:[^/\\s@$]+@"
                            + "|-----BEGIN [A-Z ]*PRIVATE KEY"
                            + "|\\beyJ[\\w-]{10,}\\.[\\w-]{10,}",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEME =
            Pattern.compile("\\b(bearer|basic)\\b", Pattern.CASE_INSENSITIVE);

    private Telling() {}

    static boolean isName(String name) {
        return NAME.matcher(letters(name)).matches();
    }

    /// As [#isName], and wherever such a word stands in the name, unless it ends otherwise.
    static boolean isVariable(String name) {
        String letters = letters(name);
        return NAME.matcher(letters).matches()
                || VARIABLE.matcher(letters).matches() && !ABOUT.matcher(letters).matches();
    }

    static boolean isSecretType(String type) {
        return TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isSecretText(String text) {
        return TEXT.matcher(text).find();
    }

    /// Whether text between values says more than how the credential is sent: `Bearer $token`.
    static boolean isMoreThanScheme(String text) {
        return SCHEME.matcher(text)
                .replaceAll("")
                .codePoints()
                .anyMatch(Character::isLetterOrDigit);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
