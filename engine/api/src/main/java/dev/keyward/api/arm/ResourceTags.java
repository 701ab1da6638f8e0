package dev.keyward.api.arm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Rules for the tags of resources and groups (Azure Resource Manager's limits).
public final class ResourceTags {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;

    private ResourceTags() {}

    /// @throws dev.keyward.model.VaultException with `InvalidTags`
    public static Map<String, String> checked(Map<String, String> tags) {
        long names =
                tags.keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count();
        if (tags.size() > MOST
                || names != tags.size()
                || !tags.entrySet().stream().allMatch(ResourceTags::fits)) {
            throw Management.refused(
                    400,
                    "InvalidTags",
                    "A resource has at most 50 tags, with names of 1 to 512 characters that differ"
                            + " in more than letter case, and values of at most 256.");
        }
        return tags;
    }

    /// The tags with others put over them; names are the same in any letter case, and keep theirs.
    static Map<String, String> merged(Map<String, String> before, Map<String, String> over) {
        Map<String, String> next = new LinkedHashMap<>(before);
        over.forEach((name, value) -> next.put(named(next, name), value));
        return next;
    }

    /// The tags without those of the same name and value, or of the same name where no value is
    /// given.
    static Map<String, String> without(Map<String, String> before, Map<String, String> some) {
        Map<String, String> next = new LinkedHashMap<>(before);
        some.forEach((name, value) -> {
            String there = named(next, name);
            if (value.isEmpty() || value.equals(next.get(there))) {
                next.remove(there);
            }
        });
        return next;
    }

    private static String named(Map<String, String> tags, String name) {
        return tags.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    private static boolean fits(Map.Entry<String, String> tag) {
        return !tag.getKey().isBlank()
                && tag.getKey().length() <= LONGEST_NAME
                && tag.getValue().length() <= LONGEST_VALUE;
    }
}
