package dev.keyward.vault;

import java.time.Instant;

/// Something that is to be done about a live object.
record Appointment(Instant at, Task task) {
    enum Task {
        /// Make the next version: keys are rotated, certificates renewed.
        RENEW,
        /// Say that the current version is about to expire.
        NEAR_EXPIRY,
        /// Say that it has expired.
        EXPIRED
    }
}
