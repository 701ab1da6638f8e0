package dev.keyward.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a deleted object says besides the rest. Where the vault has no soft delete only the date is
/// there.
///
/// @param recoveryId such as `https://v.../deletedkeys/n`, without version
public record Deletion(
        @Nullable String recoveryId,
        @Nullable Instant deletedDate,
        @Nullable Instant scheduledPurgeDate) {
    public static final Deletion NONE = new Deletion(null, null, null);

    /// Takes one member if it is among these.
    public Deletion take(JsonReader in) {
        return switch (in.member()) {
            case "recoveryId" -> new Deletion(in.text(), deletedDate, scheduledPurgeDate);
            case "deletedDate" -> new Deletion(recoveryId, in.epochSecond(), scheduledPurgeDate);
            case "scheduledPurgeDate" -> new Deletion(recoveryId, deletedDate, in.epochSecond());
            default -> {
                in.skip();
                yield this;
            }
        };
    }

    public void writeMembers(JsonWriter out) {
        out.text("recoveryId", recoveryId);
        out.number("deletedDate", ObjectAttributes.seconds(deletedDate));
        out.number("scheduledPurgeDate", ObjectAttributes.seconds(scheduledPurgeDate));
    }
}
