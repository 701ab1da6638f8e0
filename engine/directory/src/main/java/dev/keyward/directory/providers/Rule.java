package dev.keyward.directory.providers;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the parts of a provider have in common that they must be.
final class Rule {
    static final int LONGEST = 600;

    private Rule() {}

    static void require(boolean fact, String parameter, String mustBe) {
        if (!fact) {
            throw new VaultException(new VaultError.BadParameter(parameter, mustBe));
        }
    }

    static void texts(String parameter, List<String> texts, int most) {
        require(
                texts.size() <= most
                        && texts.stream().allMatch(Rule::isText)
                        && texts.stream().distinct().count() == texts.size(),
                parameter,
                "at most " + most + " texts of 1 to " + LONGEST + " characters, each once");
    }

    static boolean isText(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    }

    /// @param schemes any of them
    static boolean isUrl(String text, List<String> schemes) {
        try {
            URI url = URI.create(text);
            return text.length() <= LONGEST
                    && url.getScheme() != null
                    && schemes.contains(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static void httpsIfGiven(String parameter, @Nullable String url) {
        require(
                url == null || isUrl(url, List.of("https")),
                parameter,
                "an https URL without query and fragment, of at most " + LONGEST + " characters");
    }
}
