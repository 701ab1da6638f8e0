package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.records.OpenRecord;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.rows.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The row of an object as a whole; its versions have rows of their own.
///
/// @param name in the case it was made with
/// @param deletion null while the object lives
/// @param told of the current version's expiry
/// @param managed whether the object belongs to a certificate and goes its way
/// @param policy what the kind keeps for the object as a whole, in its own encoding; null for none
/// @param nextDue when something is to be done about the live object, in seconds since 1970; 0 for
///   never
/// @param revision of the row
public record Head(
        ObjectName name,
        ObjectVersion current,
        @Nullable Deletion deletion,
        Told told,
        boolean managed,
        byte @Nullable [] policy,
        long nextDue,
        long revision) {
    private static final int FORMAT = 3;

    public boolean isLive() {
        return deletion == null;
    }

    /// The first row of an object.
    static Head first(ObjectName name, ObjectVersion current, byte @Nullable [] policy) {
        return new Head(name, current, null, Told.NOTHING, false, policy, 0, 1);
    }

    /// The first row of an object that belongs to a certificate. Nothing is due of it by itself.
    static Head managed(ObjectName name, ObjectVersion current) {
        return new Head(name, current, null, Told.NOTHING, true, null, 0, 1);
    }

    /// A further version becomes the current one.
    Head next(ObjectVersion version, byte @Nullable [] itsPolicy) {
        return new Head(name, version, deletion, Told.NOTHING, managed, itsPolicy, 0, revision + 1);
    }

    Head deleted(@Nullable Deletion next) {
        return new Head(name, current, next, told, managed, policy, 0, revision + 1);
    }

    /// The first row of an object that is brought from elsewhere as it was there.
    Head restored(@Nullable Deletion itsDeletion) {
        return new Head(name, current, itsDeletion, told, managed, policy, nextDue, revision);
    }

    /// The same, to be written anew.
    Head touched() {
        return rewritten(told, policy);
    }

    Head told(Told next) {
        return rewritten(next, policy);
    }

    Head policy(byte @Nullable [] next) {
        return rewritten(told, next);
    }

    Head rewritten(Told nextTold, byte @Nullable [] nextPolicy) {
        return new Head(name, current, deletion, nextTold, managed, nextPolicy, 0, revision + 1);
    }

    /// The same row; to be called on one that isn't written yet.
    Head due(long epochSecond) {
        return new Head(name, current, deletion, told, managed, policy, epochSecond, revision);
    }

    byte[] clear(String label) {
        CanonicalWriter out =
                CanonicalWriter.of(label, FORMAT).text(name.value()).text(current.value());
        Times.write(out, deletion == null ? null : deletion.deleted());
        Times.write(out, deletion == null ? null : deletion.scheduledPurge());
        return out.number(told.number()).bytes(policy).flag(managed).toBytes();
    }

    RowState state() {
        return isLive() ? RowState.ACTIVE : managed ? RowState.DELETED_ALONG : RowState.DELETED;
    }

    /// What is managed isn't erased on its own account.
    long dueEpochSecond() {
        if (managed) {
            return 0;
        }
        return deletion == null ? nextDue : deletion.scheduledPurge().getEpochSecond();
    }

    static Head read(String label, OpenRecord record) {
        return record.clear(
                label, in -> read(label, in, record.dueEpochSecond(), record.revision()));
    }

    /// @param due of the row
    static Head read(String label, CanonicalReader in, long due, long revision) {
        // Format 1 knew neither notices nor policies, format 2 no certificates.
        boolean first = in.formatVersion() == 1;
        boolean unmanaged = in.formatVersion() <= 2;
        if (!unmanaged) {
            in.expectFormat(FORMAT);
        }
        ObjectName name = new ObjectName(in.text());
        ObjectVersion current = new ObjectVersion(in.text());
        Instant deleted = Times.read(in);
        Instant purge = Times.read(in);
        Deletion deletion = deleted == null || purge == null ? null : new Deletion(deleted, purge);
        Told told = first ? Told.NOTHING : Told.of(in.smallNumber(), label);
        byte[] policy = first ? null : in.optionalBytes();
        return new Head(
                name,
                current,
                deletion,
                told,
                !unmanaged && in.flag(),
                policy,
                deletion == null ? due : 0,
                revision);
    }
}
