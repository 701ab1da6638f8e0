package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.ResourceTags;
import dev.keyward.directory.offers.Description;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What plans, offers and quotas say of themselves in requests, checked, and in answers.
///
/// @param locations of the deployment, its home first
record Described(List<String> locations) {
    private static final int LONGEST_NAME = 90;
    private static final int LONGEST_LABEL = 256;
    private static final int LONGEST_DESCRIPTION = 4000;

    Described {
        locations = List.copyOf(locations);
    }

    /// @param name that of the path
    /// @throws VaultException with `BadParameter`
    Description checked(String name, String group, Envelope envelope, Labels labels) {
        requireSame("properties.name", labels.name(), name);
        requireSame("name", envelope.name(), name);
        String shown = text("properties.displayName", labels.displayName(), LONGEST_LABEL);
        return new Description(
                group,
                location("location", envelope.location()),
                envelope.tags() == null ? Map.of() : ResourceTags.checked(envelope.tags()),
                shown == null || shown.isBlank() ? name : shown,
                text("properties.description", labels.description(), LONGEST_DESCRIPTION),
                text(
                        "properties.externalReferenceId",
                        labels.externalReferenceId(),
                        LONGEST_LABEL));
    }

    static Envelope envelope(String id, String name, Description description) {
        return new Envelope(id, name, description.location(), description.tags());
    }

    static Labels labels(String name, Description description) {
        return new Labels(
                name,
                description.displayName(),
                description.description(),
                description.externalReferenceId());
    }

    /// The location as it is stored; the home where none is given.
    String location(String field, @Nullable String given) {
        return given == null
                ? locations.getFirst()
                : find(given)
                        .orElseThrow(() ->
                                bad(
                                        field,
                                        "a location of the deployment: "
                                                + String.join(", ", locations)));
    }

    /// In any letter case, with or without blanks.
    Optional<String> find(String location) {
        String canonical = location.replace(" ", "").toLowerCase(Locale.ROOT);
        return locations.contains(canonical) ? Optional.of(canonical) : Optional.empty();
    }

    /// A name of a resource that is to be made.
    ///
    /// @throws VaultException with `BadParameter`
    static String name(String given) {
        if (!isName(given)) {
            throw bad(
                    "name",
                    "1 to 90 letters, digits, periods, hyphens and underscores, the first of them a"
                            + " letter or digit");
        }
        return given;
    }

    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.matches("[0-9A-Za-z][0-9A-Za-z._-]*");
    }

    static @Nullable String label(String field, @Nullable String given) {
        return text(field, given, LONGEST_LABEL);
    }

    private static @Nullable String text(String field, @Nullable String given, int longest) {
        if (given != null && given.length() > longest) {
            throw bad(field, "at most " + longest + " characters");
        }
        return given;
    }

    private static void requireSame(String field, @Nullable String given, String name) {
        if (given != null && !given.equalsIgnoreCase(name)) {
            throw bad(field, "the name in the path, or absent");
        }
    }

    /// That a name is in use elsewhere.
    static RuntimeException taken(String what, String name, String group) {
        return Management.refused(
                409,
                "AlreadyExists",
                "The "
                        + what
                        + " '"
                        + Printable.name(name)
                        + "' is in the resource group '"
                        + group
                        + "' already; a name is used once in a deployment.");
    }

    static VaultException bad(String field, String mustBe) {
        return new VaultException(new VaultError.BadParameter(field, mustBe));
    }
}
