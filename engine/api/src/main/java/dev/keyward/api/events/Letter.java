package dev.keyward.api.events;

import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import java.time.Duration;
import java.time.Instant;

/// One event on its way to one subscription.
///
/// @param id of the event, the same at each attempt
/// @param attempts begun so far
/// @param revision of its row; 0 before it has one
record Letter(String id, String subscription, int attempts, Instant written, long revision) {
    static final String KIND = "event";

    /// Where those lie that couldn't be delivered.
    static final String DEAD = "dead-event";

    /// How long to wait after each attempt (the schedule of Event Grid).
    private static final Duration[] PAUSES = {
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(3),
        Duration.ofHours(6),
        Duration.ofHours(12)
    };

    static final int MOST_ATTEMPTS = PAUSES.length;

    static final Duration LIFE = Duration.ofHours(24);

    static Letter read(OpenRecord record) {
        return record.clear(
                KIND,
                in -> {
                    in.expectFormat(1);
                    return new Letter(
                            record.id().name(),
                            in.text(),
                            in.smallNumber(),
                            Instant.ofEpochSecond(in.number()),
                            record.revision());
                });
    }

    RecordId place() {
        return RecordId.of(KIND, id);
    }

    /// The row to be written, due then.
    Draft due(Instant at, SecretBytes body) {
        return new Draft(place(), revision, 0, at.getEpochSecond(), clear(), body);
    }

    /// The row of one that is given up.
    Draft dead(SecretBytes body) {
        return Draft.create(RecordId.of(DEAD, id), 0, clear(), body);
    }

    private byte[] clear() {
        return CanonicalWriter.of(KIND, 1)
                .text(subscription)
                .number(attempts)
                .number(written.getEpochSecond())
                .toBytes();
    }

    Letter attempted() {
        return new Letter(id, subscription, attempts + 1, written, revision);
    }

    /// Of the attempt that was begun last.
    Duration pause() {
        if (attempts < 1 || attempts > PAUSES.length) {
            throw Bug.because("a letter with " + attempts + " attempts");
        }
        return PAUSES[attempts - 1];
    }

    boolean isLast(Instant now) {
        return attempts >= MOST_ATTEMPTS || written.plus(LIFE).isBefore(now);
    }
}
