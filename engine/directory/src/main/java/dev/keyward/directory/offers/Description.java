package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What plans and offers have in common: their place among the operator's resources, and texts for
/// people.
///
/// @param resourceGroup of the operator's subscription
/// @param location lower case
/// @param displayName of an offer, all that a subscriber sees of it
/// @param externalReferenceId what another system calls it
public record Description(
        String resourceGroup,
        String location,
        Map<String, String> tags,
        String displayName,
        @Nullable String description,
        @Nullable String externalReferenceId) {
    public Description {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// Whether it lies in the group, whose name is compared without regard to letter case.
    public boolean isIn(String group) {
        return resourceGroup.equalsIgnoreCase(group);
    }

    CanonicalWriter write(CanonicalWriter out) {
        return out.text(resourceGroup)
                .text(location)
                .pairs(tags)
                .text(displayName)
                .text(description)
                .text(externalReferenceId);
    }

    static Description read(CanonicalReader in) {
        return new Description(
                in.text(), in.text(), in.pairs(), in.text(), in.optionalText(), in.optionalText());
    }
}
