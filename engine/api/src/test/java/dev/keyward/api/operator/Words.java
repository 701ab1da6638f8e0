package dev.keyward.api.operator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// What tells of a [Household], and of the operator, and what somebody would write who guesses:
/// another word of the same length, another id of the same kind.
final class Words {
    private static final String GUESSED = "gnome";
    private static final String OPERATORS = "quagga";
    private static final String GUESSED_OPERATORS = "quokka";

    private static final Pattern MADE =
            Pattern.compile(
                    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}"
                            + "|(?<=__Host-keyward-form=|name=\"form\" value=\")[A-Za-z0-9_-]+");

    private final Household owner;
    private final Map<String, String> guesses = new LinkedHashMap<>();
    private final Map<String, String> containers = new HashMap<>();
    private final Map<String, String> inOwn = new LinkedHashMap<>();

    /// @param other whose containers take the place of the owner's in [#inOwn]
    Words(Household owner, Household other) {
        this.owner = owner;
        owner.known().forEach((_, is) -> guesses.put(is, guess(is)));
        String first = owner.desk.stack.subscription.toString();
        for (String operators : List.of(owner.desk.provider.toString(), first)) {
            guesses.put(operators, UUID.randomUUID().toString());
        }
        guesses.put(owner.word, GUESSED);
        guesses.put(OPERATORS, GUESSED_OPERATORS);
        List<String> kept =
                List.of(
                        owner.subscription,
                        owner.guest.tenantId,
                        owner.desk.provider.toString(),
                        first,
                        owner.host(),
                        owner.word + ".test");
        for (String each : kept) {
            containers.put(each, "\u0001" + containers.size() + "\u0002");
        }
        inOwn.put(owner.subscription, other.subscription);
        inOwn.put(owner.guest.tenantId, other.guest.tenantId);
        inOwn.put(owner.host(), other.host());
        inOwn.put("/" + owner.word + "-rg", "/" + other.word + "-rg");
        inOwn.put("vaults/" + owner.word + "-vault/", "vaults/" + other.word + "-vault/");
    }

    private static String guess(String is) {
        String random = UUID.randomUUID().toString();
        if (is.length() == random.length()) {
            return random;
        }
        if (is.length() == 32) {
            return random.replace("-", "");
        }
        // A backup, a ciphertext: one that nobody made.
        return is.substring(0, 8) + random.substring(0, 8) + is.substring(16);
    }

    /// Everything guessed.
    String guessed(String text) {
        return replaced(text, guesses);
    }

    /// Everything of the household's guessed, and what is the operator's right.
    String guessedOfOwner(String text) {
        return guessed(text.replace(OPERATORS, "\u0004")).replace("\u0004", OPERATORS);
    }

    /// What is in subscription, group, tenant and vault guessed, and these themselves right.
    String guessedWithin(String text) {
        String kept = replaced(text, containers);
        kept = kept.replace("/" + owner.word + "-rg", "/\u0003-rg");
        String guessed = guessed(kept).replace("/\u0003-rg", "/" + owner.word + "-rg");
        for (Map.Entry<String, String> each : containers.entrySet()) {
            guessed = guessed.replace(each.getValue(), each.getKey());
        }
        return guessed;
    }

    /// The owner's things as if they were in the other's subscription, group, tenant or vault.
    String inOwn(String text) {
        return replaced(text, inOwn);
    }

    private static String replaced(String text, Map<String, String> by) {
        String next = text;
        for (Map.Entry<String, String> each : by.entrySet()) {
            next = next.replace(each.getKey(), each.getValue());
        }
        return next;
    }

    boolean names(String text) {
        return !guessed(text).equals(text);
    }

    /// What the answer tells of the household that the request didn't.
    List<String> told(String answer, String request) {
        return guesses.keySet().stream()
                .filter(each -> !each.equals(OPERATORS))
                .filter(each -> answer.contains(each) && !request.contains(each))
                .toList();
    }

    /// The answer without what chance made of it.
    String canonical(String answer) {
        return MADE.matcher(guessed(answer)).replaceAll("*");
    }
}
