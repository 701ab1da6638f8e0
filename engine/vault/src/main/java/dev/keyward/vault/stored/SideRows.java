package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Deletion;
import dev.keyward.model.Guids;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.store.Transaction;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.RowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rows without versions, one a name: what stands beside the objects of a vault. Read from the
/// store each time; see [SideMemory] for those who only look.
public final class SideRows<T extends Object> implements Companion {
    private final String label;
    private final SideCodec<T> codec;
    private final SealedStore records;

    public SideRows(String label, SideCodec<T> codec, SealedStore records) {
        this.label = label;
        this.codec = codec;
        this.records = records;
    }

    /// @param name canonical
    public record Row<T>(String name, T value, long revision) {}

    /// The kind of its records.
    String label() {
        return label;
    }

    public RecordScope scope(VaultId vault) {
        return records.vault(vault);
    }

    RecordId id(ObjectName name) {
        return RecordId.of(label, name.canonical());
    }

    public Optional<Row<T>> find(VaultId vault, ObjectName name) {
        return scope(vault).get(id(name)).map(this::row);
    }

    /// Rows by name.
    ///
    /// @param after the [Listing#next] of the page before; empty for the first
    public Listing<Row<T>> list(VaultId vault, String after, int limit) {
        RecordScope scope = scope(vault);
        List<OpenRecord> rows =
                scope.list(new Page(scope.id(), label, null, after, "", null, limit + 1));
        return new Listing<>(
                rows.subList(0, Math.min(limit, rows.size())).stream().map(this::row).toList(),
                rows.size() > limit ? rows.get(limit - 1).id().name() : null);
    }

    private Row<T> row(OpenRecord record) {
        try (@Nullable SecretBytes payload = record.payload().orElse(null)) {
            return new Row<>(
                    record.id().name(), codec.read(record.clear(), payload), record.revision());
        }
    }

    /// @param expectedRevision the revision it replaces; 0 for none
    public Sealed seal(VaultId vault, ObjectName name, T value, long expectedRevision) {
        return seal(scope(vault), name, value, expectedRevision, codec.dueEpochSecond(value));
    }

    private Sealed seal(
            RecordScope scope, ObjectName name, T value, long expectedRevision, long due) {
        try (@Nullable SecretBytes payload = codec.payload(value)) {
            return scope.seal(
                    new Draft(
                            id(name),
                            expectedRevision,
                            RowState.ACTIVE.number(),
                            due,
                            codec.clear(value),
                            payload));
        }
    }

    /// The row after a change of it.
    public Sealed change(VaultId vault, ObjectName name, Row<T> row, UnaryOperator<T> change) {
        return seal(vault, name, change.apply(row.value()), row.revision());
    }

    /// Makes a row due at another time.
    public void putOff(DueRecord record, Store store, UnaryOperator<T> later) {
        VaultId vault = new VaultId(Guids.parse("scope", record.scope()));
        ObjectName name = new ObjectName(record.id().name());
        Optional<Row<T>> row = find(vault, name);
        if (row.isPresent()) {
            Sealed sealed = change(vault, name, row.get(), later);
            Attempts.join(
                    store.change(tx -> {
                        scope(vault).put(tx, sealed);
                        return true;
                    }));
        }
    }

    /// Removes the row inside a change.
    ///
    /// @throws VaultException with `Conflict` if it has another revision
    public void delete(Transaction tx, VaultId vault, ObjectName name, long revision) {
        RecordScope scope = scope(vault);
        if (scope.get(tx, id(name)).filter(row -> row.revision() == revision).isEmpty()) {
            throw new VaultException(new VaultError.Conflict(label));
        }
        scope.delete(tx, id(name));
    }

    @Override
    public void checkFree(VaultId vault, ObjectName name) {
        // Nothing but an object's own rows can be here.
    }

    /// Nothing is due of what is deleted.
    @Override
    public List<Sealed> follow(VaultId vault, ObjectName name, @Nullable Deletion deletion) {
        return find(vault, name).stream()
                .map(row ->
                        seal(
                                scope(vault),
                                name,
                                row.value(),
                                row.revision(),
                                deletion == null ? codec.dueEpochSecond(row.value()) : 0))
                .toList();
    }

    @Override
    public void erase(RecordScope scope, Transaction tx, ObjectName name) {
        scope.delete(tx, id(name));
    }

    @Override
    public void backup(CanonicalWriter out, VaultId vault, ObjectName name) {
        Optional<Row<T>> row = codec.isBackedUp() ? find(vault, name) : Optional.empty();
        out.flag(row.isPresent());
        row.ifPresent(found -> write(out, found.value()));
    }

    void write(CanonicalWriter out, T value) {
        out.bytes(codec.clear(value));
        try (@Nullable SecretBytes payload = codec.payload(value)) {
            out.secret(payload);
        }
    }

    T read(CanonicalReader in) {
        byte[] clear = in.bytes();
        try (@Nullable SecretBytes payload = in.optionalSecret()) {
            return codec.read(clear, payload);
        }
    }

    /// All of a vault, on its way to another deployment.
    ///
    /// @param what it is called where a name is taken already
    public Belongings belongings(String what) {
        return belongings(what, _ -> true);
    }

    /// @param which of them
    public Belongings belongings(String what, Predicate<T> which) {
        return new SideBelongings<>(this, what, which);
    }

    @Override
    public List<Sealed> restore(
            CanonicalReader in, RecordScope scope, ObjectName name, @Nullable Deletion deletion) {
        List<Sealed> rows = new ArrayList<>();
        if (in.flag()) {
            T value = read(in);
            rows.add(
                    seal(
                            scope,
                            name,
                            value,
                            0,
                            deletion == null ? codec.dueEpochSecond(value) : 0));
        }
        return rows;
    }
}
