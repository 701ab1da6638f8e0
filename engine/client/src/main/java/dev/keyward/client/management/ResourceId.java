package dev.keyward.client.management;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a vault's ARM id.
public record ResourceId(String subscription, String resourceGroup, String name) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "/subscriptions/([^/]+)/resourcegroups/([^/]+)/providers/[^/]+/[^/]+/([^/]+)",
                    Pattern.CASE_INSENSITIVE);

    /// The resource group of a vault, as its id spells it; empty if it's no vault's id.
    public static String groupOf(String id) {
        return parse(id).map(ResourceId::resourceGroup).orElse("");
    }

    /// @return nothing if the text has another shape
    public static Optional<ResourceId> parse(String id) {
        Matcher matcher = SHAPE.matcher(id.strip());
        return matcher.matches()
                ? Optional.of(new ResourceId(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
