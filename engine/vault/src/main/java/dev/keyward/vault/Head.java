package dev.keyward.vault;

import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.records.OpenRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The row of a key or secret as a whole; its versions have rows of their own.
///
/// @param name in the case it was made with
/// @param deletion null while the object lives
/// @param revision of the row
record Head(ObjectName name, ObjectVersion current, @Nullable Deletion deletion, long revision) {
    boolean isLive() {
        return deletion == null;
    }

    byte[] clear(String label) {
        CanonicalWriter out = CanonicalWriter.of(label, 1).text(name.value()).text(current.value());
        Times.write(out, deletion == null ? null : deletion.deleted());
        Times.write(out, deletion == null ? null : deletion.scheduledPurge());
        return out.toBytes();
    }

    RowState state() {
        return isLive() ? RowState.ACTIVE : RowState.DELETED;
    }

    long dueEpochSecond() {
        return deletion == null ? 0 : deletion.scheduledPurge().getEpochSecond();
    }

    static Head read(String label, OpenRecord record) {
        return record.clear(
                label,
                in -> {
                    in.expectFormat(1);
                    ObjectName name = new ObjectName(in.text());
                    ObjectVersion current = new ObjectVersion(in.text());
                    Instant deleted = Times.read(in);
                    Instant purge = Times.read(in);
                    return new Head(
                            name,
                            current,
                            deleted == null || purge == null ? null : new Deletion(deleted, purge),
                            record.revision());
                });
    }
}
