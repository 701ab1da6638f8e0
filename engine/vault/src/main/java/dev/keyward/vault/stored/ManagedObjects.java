package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Transaction;
import dev.keyward.vault.objects.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The keys or secrets that belong to certificates (data-plane-certificates.md, sections 5 and 6).
/// Their versions have the ids of the certificate's.
public final class ManagedObjects<C extends Object> implements Companion {
    private final Shelf<C> shelf;
    private final ObjectRows<C> rows;
    private final Backups<C> backups;

    ManagedObjects(Shelf<C> shelf, ObjectRows<C> rows, Backups<C> backups) {
        this.shelf = shelf;
        this.rows = rows;
        this.backups = backups;
    }

    @Override
    public void checkFree(VaultId vault, ObjectName name) {
        shelf.checkSettled(vault, name);
        Optional<Head> taken = shelf.storedHead(vault, name);
        if (taken.isPresent()) {
            throw new VaultException(
                    taken.get().isLive()
                            ? new VaultError.NameTaken(shelf.kind(), name)
                            : new VaultError.DeletedButRecoverable(shelf.kind(), name));
        }
    }

    /// The version that was current, or null.
    public @Nullable ObjectVersion current(VaultId vault, ObjectName name) {
        return shelf.storedHead(vault, name).map(Head::current).orElse(null);
    }

    /// What a version holds, read from the store.
    public Optional<C> content(VaultId vault, ObjectName name, ObjectVersion version) {
        return shelf.storedVersion(vault, name, version);
    }

    /// Rows of a new version, current from then on.
    public List<Sealed> add(VaultId vault, ObjectName name, ObjectVersion version, C content) {
        RecordScope scope = shelf.scope(vault);
        Head head =
                shelf.storedHead(vault, name)
                        .map(old -> old.next(version, null))
                        .orElseGet(() -> Head.managed(name, version));
        List<Sealed> written =
                new ArrayList<>(
                        rows.announced(
                                vault,
                                Happening.What.NEW_VERSION_CREATED,
                                head,
                                content,
                                rows.now()));
        written.add(rows.sealVersion(scope, name, version, content, 0));
        written.add(rows.sealHead(scope, head));
        return written;
    }

    /// The row of a version after a change of it; none where there is no such version.
    public List<Sealed> change(
            VaultId vault, ObjectName name, ObjectVersion version, UnaryOperator<C> change) {
        RecordScope scope = shelf.scope(vault);
        Optional<OpenRecord> row = scope.get(shelf.versionId(name, version));
        if (row.isEmpty()) {
            return List.of();
        }
        C before = shelf.open(row.get());
        try {
            return List.of(
                    rows.sealVersion(
                            scope, name, version, change.apply(before), row.get().revision()));
        } finally {
            shelf.codec().wipe(before);
        }
    }

    @Override
    public List<Sealed> follow(VaultId vault, ObjectName name, @Nullable Deletion deletion) {
        RecordScope scope = shelf.scope(vault);
        return shelf.storedHead(vault, name).stream()
                .map(head -> rows.sealHead(scope, head.deleted(deletion)))
                .toList();
    }

    @Override
    public void erase(RecordScope scope, Transaction tx, ObjectName name) {
        rows.erase(scope, tx, name);
    }

    @Override
    public void backup(CanonicalWriter out, VaultId vault, ObjectName name) {
        Optional<Head> head = shelf.storedHead(vault, name);
        out.flag(head.isPresent());
        head.ifPresent(found -> backups.write(out, vault, found));
    }

    @Override
    public List<Sealed> restore(
            CanonicalReader in, RecordScope scope, ObjectName name, @Nullable Deletion deletion) {
        List<Sealed> written = new ArrayList<>();
        if (in.flag()) {
            Backups.Content<C> content = backups.read(in);
            Head head = Head.managed(name, content.current()).restored(deletion);
            try {
                written.addAll(backups.rows(scope, content, head));
            } finally {
                backups.wipe(content);
            }
        }
        return written;
    }
}
