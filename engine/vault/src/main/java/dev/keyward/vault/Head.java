package dev.keyward.vault;

import dev.keyward.crypto.CanonicalReader;
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
/// @param told of the current version's expiry
/// @param policy what the kind keeps for the object as a whole, in its own encoding; null for none
/// @param nextDue when something is to be done about the live object, in seconds since 1970; 0 for
///   never
/// @param revision of the row
record Head(
        ObjectName name,
        ObjectVersion current,
        @Nullable Deletion deletion,
        Told told,
        byte @Nullable [] policy,
        long nextDue,
        long revision) {
    private static final int FORMAT = 2;

    boolean isLive() {
        return deletion == null;
    }

    /// The first row of an object.
    static Head first(ObjectName name, ObjectVersion current, byte @Nullable [] policy) {
        return new Head(name, current, null, Told.NOTHING, policy, 0, 1);
    }

    /// A further version becomes the current one.
    Head next(ObjectVersion version, byte @Nullable [] itsPolicy) {
        return new Head(name, version, deletion, Told.NOTHING, itsPolicy, 0, revision + 1);
    }

    Head deleted(@Nullable Deletion next) {
        return new Head(name, current, next, told, policy, 0, revision + 1);
    }

    Head told(Told next) {
        return rewritten(next, policy);
    }

    Head policy(byte @Nullable [] next) {
        return rewritten(told, next);
    }

    Head rewritten(Told nextTold, byte @Nullable [] nextPolicy) {
        return new Head(name, current, deletion, nextTold, nextPolicy, 0, revision + 1);
    }

    /// The same row; to be called on one that isn't written yet.
    Head due(long epochSecond) {
        return new Head(name, current, deletion, told, policy, epochSecond, revision);
    }

    byte[] clear(String label) {
        CanonicalWriter out =
                CanonicalWriter.of(label, FORMAT).text(name.value()).text(current.value());
        Times.write(out, deletion == null ? null : deletion.deleted());
        Times.write(out, deletion == null ? null : deletion.scheduledPurge());
        return out.number(told.number()).bytes(policy).toBytes();
    }

    RowState state() {
        return isLive() ? RowState.ACTIVE : RowState.DELETED;
    }

    long dueEpochSecond() {
        return deletion == null ? nextDue : deletion.scheduledPurge().getEpochSecond();
    }

    static Head read(String label, OpenRecord record) {
        return record.clear(label, in -> read(label, in, record));
    }

    private static Head read(String label, CanonicalReader in, OpenRecord record) {
        // Format 1 knew neither notices nor policies.
        boolean first = in.formatVersion() == 1;
        if (!first) {
            in.expectFormat(FORMAT);
        }
        ObjectName name = new ObjectName(in.text());
        ObjectVersion current = new ObjectVersion(in.text());
        Instant deleted = Times.read(in);
        Instant purge = Times.read(in);
        Deletion deletion = deleted == null || purge == null ? null : new Deletion(deleted, purge);
        return new Head(
                name,
                current,
                deletion,
                first ? Told.NOTHING : Told.of(in.smallNumber(), label),
                first ? null : in.optionalBytes(),
                deletion == null ? record.dueEpochSecond() : 0,
                record.revision());
    }
}
