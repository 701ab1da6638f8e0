package dev.keyward.outside.events;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// One event on its way to one subscription, or one mail to one person.
///
/// @param id the same at each attempt
/// @param attempts begun so far
/// @param revision of its row; 0 before it has one
record Letter(String id, Recipient to, int attempts, Instant written, long revision) {
    static final String KIND = "event";

    /// Where those lie that couldn't be delivered.
    static final String DEAD = "dead-event";

    /// How long to wait after each attempt (the schedule of Event Grid), and the last of them from
    /// then on.
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

    /// For events.
    static final int MOST_ATTEMPTS = PAUSES.length;

    private static final Duration EVENT_LIFE = Duration.ofHours(24);

    /// As long as mail servers try (RFC 5321 4.5.4.1).
    private static final Duration MAIL_LIFE = Duration.ofDays(5);

    private static final int EVENT_FORMAT = 1;
    private static final int MAIL_FORMAT = 2;

    /// Who gets it.
    sealed interface Recipient {
        /// @param name of the subscription
        record Subscription(String name) implements Recipient {}

        /// The address stands in the mail, which is sealed.
        record Contact() implements Recipient {}
    }

    static Letter read(OpenRecord record) {
        return record.clear(
                KIND,
                in -> {
                    Recipient to =
                            in.formatVersion() == MAIL_FORMAT
                                    ? new Recipient.Contact()
                                    : new Recipient.Subscription(
                                            in.expectFormat(EVENT_FORMAT).text());
                    return new Letter(
                            record.id().name(),
                            to,
                            in.smallNumber(),
                            Instant.ofEpochSecond(in.number()),
                            record.revision());
                });
    }

    /// Version 4 (RFC 9562 5.4), from the given randomness.
    static String newId(SecureRandom random) {
        return new UUID(
                        random.nextLong() & ~0xF000L | 0x4000L,
                        random.nextLong() >>> 2 | Long.MIN_VALUE)
                .toString();
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
        CanonicalWriter out =
                switch (to) {
                    case Recipient.Subscription(String name) ->
                            CanonicalWriter.of(KIND, EVENT_FORMAT).text(name);
                    case Recipient.Contact() -> CanonicalWriter.of(KIND, MAIL_FORMAT);
                };
        return out.number(attempts).number(written.getEpochSecond()).toBytes();
    }

    Letter attempted() {
        return new Letter(id, to, attempts + 1, written, revision);
    }

    /// Of the attempt that was begun last.
    Duration pause() {
        if (attempts < 1) {
            throw Bug.because("a letter that nobody tried to deliver");
        }
        return PAUSES[Math.min(attempts, PAUSES.length) - 1];
    }

    /// Whether it isn't tried again.
    boolean isLast(Instant now) {
        return switch (to) {
            case Recipient.Subscription _ ->
                    attempts >= MOST_ATTEMPTS || written.plus(EVENT_LIFE).isBefore(now);
            case Recipient.Contact() -> written.plus(MAIL_LIFE).isBefore(now);
        };
    }
}
