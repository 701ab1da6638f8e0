package dev.keyward.model;

import java.util.LinkedHashMap;
import java.util.Map;

/// Up to 15 name-value pairs, names and values of at most 512 characters (data-plane-common.md,
/// section 7); in the order given.
public record Tags(Map<String, String> values) {
    public static final Tags NONE = new Tags(Map.of());

    /// @throws VaultException with `InvalidProperty`, the message Azure's own tools match
    public Tags {
        if (values.size() > 15) {
            throw new VaultException(new VaultError.InvalidProperty("tags", "at most 15 pairs"));
        }
        requireAtMost(512, values);
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The same, of an object that takes shorter ones.
    ///
    /// @param characters of a name or a value
    /// @throws VaultException with `InvalidProperty`
    public Tags ofAtMost(int characters) {
        requireAtMost(characters, values);
        return this;
    }

    private static void requireAtMost(int characters, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (name.length() > characters || value.length() > characters) {
                throw new VaultException(
                        new VaultError.InvalidProperty(
                                "tags",
                                "names and values of at most " + characters + " characters"));
            }
        });
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// Names and values may hold what a user put there by mistake, so they aren't shown.
    @Override
    public String toString() {
        return "Tags[" + values.size() + "]";
    }
}
