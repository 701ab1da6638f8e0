package dev.keyward.cmdlet.vault.shape;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses by tags: all pairs must be there; an empty value stands for any.
public record TagFilter(Map<String, String> wanted) {
    public static TagFilter of(Run run, String parameter) {
        @Nullable Map<String, String> tags = run.tags(parameter);
        return new TagFilter(tags == null ? Map.of() : tags);
    }

    public boolean matches(Map<String, String> tags) {
        return wanted.entrySet().stream()
                .allMatch(pair ->
                        tags.entrySet().stream()
                                .anyMatch(tag ->
                                        tag.getKey().equalsIgnoreCase(pair.getKey())
                                                && isMeant(pair.getValue(), tag.getValue())));
    }

    private static boolean isMeant(String wanted, String value) {
        return wanted.isEmpty() || wanted.equalsIgnoreCase(value);
    }
}
