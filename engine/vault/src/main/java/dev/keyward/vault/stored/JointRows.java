package dev.keyward.vault.stored;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.vaults.Vaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The rows of the objects of one kind, for changes that write them together with others, as a
/// certificate is written with its key and its secret.
///
/// What is read here comes from the store, so that its revision is what a change may build on.
public final class JointRows<C extends Object> {
    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final ObjectRows<C> rows;
    private final Vaults vaults;

    JointRows(Shelf<C> shelf, ObjectReads<C> reads, ObjectRows<C> rows, Vaults vaults) {
        this.shelf = shelf;
        this.reads = reads;
        this.rows = rows;
        this.vaults = vaults;
    }

    /// A version as its row has it.
    public record Version<C>(ObjectVersion id, C content, long revision) {}

    /// What a change writes, and what is left of it in memory.
    ///
    /// @param head as it is after the change
    public record Prepared(Head head, ObjectVersion version, List<Sealed> rows) {}

    public Optional<Head> head(VaultId vault, ObjectName name) {
        return shelf.storedHead(vault, name);
    }

    /// The head of an object that is there for callers.
    public Optional<Head> live(VaultId vault, ObjectName name) {
        return head(vault, name).filter(found -> shelf.isLive(vault, found));
    }

    public Optional<C> content(VaultId vault, ObjectName name, ObjectVersion version) {
        return shelf.storedVersion(vault, name, version);
    }

    /// @param version as the caller wrote it; null or empty for the current one
    /// @throws VaultException with `ObjectNotFound`
    public Version<C> version(VaultId vault, ObjectName name, Head head, @Nullable String version) {
        return version(
                vault,
                name,
                version == null || version.isEmpty()
                        ? head.current()
                        : ObjectReads.parse(version).orElseThrow(() -> notFound(name, version)));
    }

    /// @throws VaultException with `ObjectNotFound`
    public Version<C> version(VaultId vault, ObjectName name, ObjectVersion version) {
        OpenRecord row =
                shelf.scope(vault)
                        .get(shelf.versionId(name, version))
                        .orElseThrow(() -> notFound(name, version.value()));
        return new Version<>(version, shelf.open(row), row.revision());
    }

    /// @param version as the caller wrote it; null or empty for the current one
    public VaultException notFound(ObjectName name, @Nullable String version) {
        return reads.notFound(name, version);
    }

    /// @throws VaultException with `BeingDeleted` or `BeingRecovered`
    public void checkSettled(VaultId vault, ObjectName name) {
        shelf.checkSettled(vault, name);
    }

    /// A version that isn't made yet; it is current only where there is no other.
    ///
    /// @param head null where the object is new
    public Prepared begun(
            VaultId vault, @Nullable Head head, ObjectName name, ObjectVersion version, C content) {
        RecordScope scope = shelf.scope(vault);
        Head next =
                head == null ? Head.first(name, version, null) : head.touched().due(head.nextDue());
        return new Prepared(
                next,
                version,
                List.of(
                        rows.sealHead(scope, next),
                        rows.sealVersion(scope, name, version, content, 0)));
    }

    /// A version that is made, current from then on.
    ///
    /// @param head null where the object is new
    /// @param revision that of the version's row; 0 where there is none
    public Prepared made(
            VaultId vault,
            @Nullable Head head,
            ObjectName name,
            ObjectVersion version,
            C content,
            long revision) {
        RecordScope scope = shelf.scope(vault);
        Head next =
                rows.scheduled(
                        content,
                        head == null ? Head.first(name, version, null) : head.next(version, null));
        List<Sealed> written =
                new ArrayList<>(
                        announced(vault, Happening.What.NEW_VERSION_CREATED, next, content));
        written.add(rows.sealHead(scope, next));
        written.add(rows.sealVersion(scope, name, version, content, revision));
        return new Prepared(next, version, written);
    }

    /// The row of a version after a change of it.
    public Sealed changed(VaultId vault, ObjectName name, Version<C> before, C content) {
        return rows.sealVersion(shelf.scope(vault), name, before.id(), content, before.revision());
    }

    /// What there is to announce of an object, now.
    ///
    /// @param current what its current version holds
    public List<Sealed> announced(VaultId vault, Happening.What what, Head head, C current) {
        return rows.announced(vault, what, head, current, rows.now());
    }

    /// Writes rows in one change, if the head is still what they build on.
    ///
    /// @param expected null where a row among them says so itself
    /// @return fails with `Conflict`, or `ObjectQuotaExceeded` where an object is new
    public <T extends @Nullable Object> CompletionStage<T> write(
            VaultId vault,
            @Nullable Head expected,
            List<Sealed> written,
            T result,
            Evidence<T> evidence) {
        RecordScope scope = shelf.scope(vault);
        return vaults.write(
                vault,
                written,
                tx -> {
                    if (expected != null) {
                        rows.checkHead(scope, tx, expected);
                    }
                    scope.put(tx, written);
                    tx.evidence(evidence.of(result));
                    return result;
                });
    }
}
