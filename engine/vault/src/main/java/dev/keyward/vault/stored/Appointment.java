package dev.keyward.vault.stored;

import java.time.Instant;

/// Something that is to be done about a live object.
public record Appointment(Instant at, Task task) {
    public enum Task {
        /// Make the next version: keys are rotated, certificates renewed.
        RENEW,
        /// Say that the current version is about to expire.
        NEAR_EXPIRY,
        /// Say that it has expired.
        EXPIRED
    }
}
