package dev.keyward.client.objects;

import dev.keyward.wire.ObjectAttributes;
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

    ObjectAttributes attributes() {
        return ObjectAttributes.of(enabled, notBefore, expires);
    }
}
