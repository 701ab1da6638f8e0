package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.SecretBytes;
import dev.keyward.store.StoredRecord;
import java.util.Optional;
import java.util.function.Function;

/// A record whose row MAC was found right.
public final class OpenRecord {
    private final StoredRecord row;
    private final RecordScope scope;

    OpenRecord(StoredRecord row, RecordScope scope) {
        this.row = row;
        this.scope = scope;
    }

    StoredRecord row() {
        return row;
    }

    public RecordId id() {
        return RecordId.of(row.key());
    }

    /// `system`, or the GUID of a vault.
    public String scope() {
        return row.key().scope();
    }

    public long revision() {
        return row.revision();
    }

    public int state() {
        return row.state();
    }

    public long dueEpochSecond() {
        return row.dueEpochSecond();
    }

    /// A copy.
    public byte[] clear() {
        return row.clear().clone();
    }

    /// Reads the fields of the clear part; see [CanonicalReader#read].
    public <T> T clear(String label, Function<CanonicalReader, T> fields) {
        return CanonicalReader.read(row.clear(), label, fields);
    }

    /// Decrypts the payload anew at each call; the caller wipes it. Empty if the record has none.
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it was changed
    public Optional<SecretBytes> payload() {
        return scope.openPayload(row);
    }

    /// A change of this record with the same payload (decrypted: wipe it after sealing).
    public Draft change(int state, long dueEpochSecond, byte[] clear) {
        return new Draft(id(), revision(), state, dueEpochSecond, clear, payload().orElse(null));
    }

    @Override
    public String toString() {
        return "OpenRecord[" + row.key() + " revision " + row.revision() + "]";
    }
}
