package dev.keyward.vault.rows;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times in records: whole seconds, perhaps absent.
public final class Times {
    private Times() {}

    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public static void write(CanonicalWriter out, @Nullable Instant time) {
        out.optionalNumber(time == null ? null : time.getEpochSecond());
    }

    public static @Nullable Instant read(CanonicalReader in) {
        Long seconds = in.optionalNumber();
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
