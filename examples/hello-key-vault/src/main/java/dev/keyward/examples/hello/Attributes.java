package dev.keyward.examples.hello;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What keys and secrets are made with, and how it is shown. Vaults keep whole seconds.
final class Attributes {
    static final Map<String, String> TAGS = Map.of("purpose", "demo", "app", "HelloKeyVault");

    private Attributes() {}

    static OffsetDateTime inDays(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).plusDays(days);
    }

    static String shown(
            String id,
            @Nullable Boolean enabled,
            @Nullable OffsetDateTime notBefore,
            @Nullable OffsetDateTime expires) {
        return "%s, enabled: %s, from: %s, expires: %s"
                .formatted(
                        id,
                        enabled,
                        notBefore == null ? "ever" : notBefore,
                        expires == null ? "never" : expires);
    }
}
