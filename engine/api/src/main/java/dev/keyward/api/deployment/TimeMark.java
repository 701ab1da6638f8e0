package dev.keyward.api.deployment;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Transaction;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far time has come for one node, as its row of the system says: the high-water mark of
/// reliability.md, section 5. Each node writes its own, so that no row is everybody's.
///
/// @param certain the time that had come for certain
/// @param wall what the machine's clock showed then
/// @param aheadSince what it showed when it was first found ahead of what is certain; null if it
///   wasn't
record TimeMark(Instant certain, Instant wall, @Nullable Instant aheadSince) {
    private static final String KIND = "time";

    private static RecordId place(String node) {
        return RecordId.of(KIND, node);
    }

    static Optional<TimeMark> find(RecordScope system, String node) {
        return system.get(place(node)).map(record -> record.clear(KIND, TimeMark::read));
    }

    /// Writes it as part of a change.
    void write(Transaction tx, RecordScope system, String node) {
        RecordId place = place(node);
        long revision = system.get(tx, place).map(OpenRecord::revision).orElse(0L);
        system.put(tx, system.seal(new Draft(place, revision, 0, 0, clear(), null)));
    }

    private byte[] clear() {
        return CanonicalWriter.of(KIND, 1)
                .number(certain.toEpochMilli())
                .number(wall.toEpochMilli())
                .optionalNumber(aheadSince == null ? null : aheadSince.toEpochMilli())
                .toBytes();
    }

    private static TimeMark read(CanonicalReader in) {
        in.expectFormat(1);
        Instant certain = Instant.ofEpochMilli(in.number());
        Instant wall = Instant.ofEpochMilli(in.number());
        Long since = in.optionalNumber();
        return new TimeMark(certain, wall, since == null ? null : Instant.ofEpochMilli(since));
    }
}
