package dev.keyward.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller sets on a new object, or changes on an old one; null leaves it as it is, or to the
/// service.
///
/// @param tags replaces all tags
public record ObjectSettings(
        @Nullable Boolean enabled,
        @Nullable Instant notBefore,
        @Nullable Instant expires,
        @Nullable Map<String, String> tags) {
    public static final ObjectSettings NONE = new ObjectSettings(null, null, null, null);

    public ObjectSettings {
        tags =
                tags == null
                        ? null
                        : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    void write(ObjectNode body) {
        ObjectNode attributes = body.putObject("attributes");
        if (enabled != null) {
            attributes.put("enabled", enabled);
        }
        if (notBefore != null) {
            attributes.put("nbf", notBefore.getEpochSecond());
        }
        if (expires != null) {
            attributes.put("exp", expires.getEpochSecond());
        }
        if (tags != null) {
            ObjectNode all = body.putObject("tags");
            tags.forEach(all::put);
        }
    }
}
