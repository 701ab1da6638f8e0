package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.model.Permission;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of the four permission lists (cmdlets.md, section 1.5) and what `all` means among
/// them.
final class Permissions {
    private static final String ALL = "all";
    private static final String PURGE = "purge";

    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("keys", words(Permission.Key.values()));
        WORDS.put("secrets", words(Permission.Secret.values()));
        WORDS.put("certificates", words(Permission.Certificate.values()));
        WORDS.put("storage", words(Permission.Storage.values()));
    }

    private Permissions() {}

    private static List<String> words(Permission[] permissions) {
        return List.of(permissions).stream().map(Permission::word).toList();
    }

    private static List<String> of(String list) {
        return WORDS.getOrDefault(list, List.of());
    }

    /// Every word of every list.
    static Map<String, List<String>> everything() {
        return WORDS;
    }

    /// What the modules before Az gave a vault's creator: managing, but neither using keys nor
    /// purging (authorization.md, section 2.3).
    static Map<String, List<String>> managing() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put(
                "keys",
                List.of(
                        "get", "create", "delete", "list", "update", "import", "backup", "restore",
                        "recover"));
        for (String list : List.of("secrets", "certificates", "storage")) {
            lists.put(list, withoutPurge(of(list)));
        }
        return lists;
    }

    private static List<String> withoutPurge(List<String> words) {
        return words.stream().filter(word -> !word.equals(PURGE)).toList();
    }

    /// Whether `all` is there and stands for the other words.
    static boolean isAll(List<String> given) {
        return given.stream().anyMatch(ALL::equalsIgnoreCase);
    }

    /// The words as the service writes them, each once, `all` spelled out.
    ///
    /// @param purgeToo whether `all` includes purge, as it does since Az 3.2
    /// @throws Refusal if `all` stands beside others
    static List<String> expand(String list, List<String> given, boolean purgeToo) {
        if (isAll(given)) {
            if (given.size() > 1) {
                throw Refusal.of(
                        "Invalid permissions to %s. The list contains \"all\" along with other permissions."
                                .formatted(list));
            }
            return purgeToo ? of(list) : withoutPurge(of(list));
        }
        LinkedHashSet<String> words = new LinkedHashSet<>();
        for (String word : given) {
            Optional<String> known = of(list).stream().filter(word::equalsIgnoreCase).findFirst();
            words.add(known.orElse(word));
        }
        return List.copyOf(words);
    }
}
