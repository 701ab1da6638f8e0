package dev.keyward.records;

import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.util.Arrays;

/// A row to change column by column.
final class Row {
    private RecordKey key;
    private long revision;
    private int state;
    private long due;
    private byte[] clear;
    private byte[] sealed;
    private byte[] mac;

    Row(StoredRecord row) {
        key = row.key();
        revision = row.revision();
        state = row.state();
        due = row.dueEpochSecond();
        clear = row.clear();
        sealed = row.sealed();
        mac = row.mac();
    }

    static boolean equal(StoredRecord a, StoredRecord b) {
        return a.key().equals(b.key())
                && a.revision() == b.revision()
                && a.state() == b.state()
                && a.dueEpochSecond() == b.dueEpochSecond()
                && Arrays.equals(a.clear(), b.clear())
                && Arrays.equals(a.sealed(), b.sealed())
                && Arrays.equals(a.mac(), b.mac());
    }

    Row key(RecordKey next) {
        key = next;
        return this;
    }

    Row revision(long next) {
        revision = next;
        return this;
    }

    Row state(int next) {
        state = next;
        return this;
    }

    Row due(long next) {
        due = next;
        return this;
    }

    Row clear(byte[] next) {
        clear = next;
        return this;
    }

    Row sealed(byte[] next) {
        sealed = next;
        return this;
    }

    Row mac(byte[] next) {
        mac = next;
        return this;
    }

    /// Everything but the place.
    Row columnsOf(StoredRecord other) {
        return revision(other.revision())
                .state(other.state())
                .due(other.dueEpochSecond())
                .clear(other.clear())
                .sealed(other.sealed())
                .mac(other.mac());
    }

    StoredRecord row() {
        return new StoredRecord(key, revision, state, due, clear, sealed, mac);
    }
}
