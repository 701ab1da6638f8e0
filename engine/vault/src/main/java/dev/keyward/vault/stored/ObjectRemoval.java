package dev.keyward.vault.stored;

import dev.keyward.model.Deletion;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Settling;
import dev.keyward.vault.vaults.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Deletes, recovers and purges the objects of one kind, each with all its versions and what goes
/// its way.
final class ObjectRemoval<C> {
    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final ObjectRows<C> rows;
    private final ObjectChanges<C> changes;
    private final Store store;
    private final DeploymentTime clock;
    private final List<? extends Companion> companions;

    /// @param companions what goes the way of the objects
    ObjectRemoval(
            Shelf<C> shelf,
            ObjectReads<C> reads,
            ObjectRows<C> rows,
            ObjectChanges<C> changes,
            Foundation on,
            List<? extends Companion> companions) {
        this.shelf = shelf;
        this.reads = reads;
        this.rows = rows;
        this.changes = changes;
        this.store = on.store();
        this.clock = on.clock();
        this.companions = companions;
    }

    /// Deletes all versions together: recoverable for the days of the vault, for good where it has
    /// none.
    ///
    /// @return with a deletion in the head if it can be recovered; fails with `ObjectNotFound`
    CompletionStage<Stored<C>> delete(Vault vault, ObjectName name, Evidence<Stored<C>> evidence) {
        return changes.inTurn(
                vault.id(),
                name,
                () -> {
                    Head head =
                            shelf.storedHead(vault.id(), name)
                                    .filter(Head::isLive)
                                    .orElseThrow(() -> reads.notFound(name, null));
                    shelf.checkSettled(vault.id(), name);
                    changes.checkUnmanaged(head);
                    C content = rows.content(vault.id(), head);
                    int days = vault.settings().recovery().retentionDays();
                    if (days == 0) {
                        Stored<C> result = new Stored<>(head, head.current(), content);
                        return erase(vault.id(), head, () -> evidence.of(result))
                                .thenApply(_ -> result);
                    }
                    Instant now = rows.now();
                    Deletion deletion = new Deletion(now, now.plus(Duration.ofDays(days)));
                    return settling(
                            vault.id(),
                            name,
                            Settling.State.DELETING,
                            () ->
                                    changes.replaceHead(
                                            vault.id(),
                                            head.deleted(deletion),
                                            content,
                                            following(vault.id(), name, deletion),
                                            evidence));
                });
    }

    /// @return fails with `ObjectNotFound`, also for one that lives
    CompletionStage<Stored<C>> recover(
            VaultId vault, ObjectName name, Evidence<Stored<C>> evidence) {
        return changes.inTurn(
                vault,
                name,
                () -> {
                    Head head =
                            deletedHead(vault, name).orElseThrow(() -> reads.notFound(name, null));
                    changes.checkUnmanaged(head);
                    C content = rows.content(vault, head);
                    return settling(
                            vault,
                            name,
                            Settling.State.RECOVERING,
                            () ->
                                    changes.replaceHead(
                                            vault,
                                            rows.scheduled(content, head.deleted(null)),
                                            content,
                                            following(vault, name, null),
                                            evidence));
                });
    }

    /// @return fails with `DeletedObjectNotFound`, or `PurgeProtected` before the scheduled date
    CompletionStage<@Nullable Void> purge(
            VaultId vault,
            boolean purgeProtection,
            ObjectName name,
            Evidence<ObjectName> evidence) {
        return changes.inTurn(
                vault,
                name,
                () -> {
                    Head head =
                            deletedHead(vault, name).orElseThrow(() -> reads.deletedNotFound(name));
                    changes.checkUnmanaged(head);
                    Deletion deletion = head.deletion();
                    boolean due =
                            deletion != null && !deletion.scheduledPurge().isAfter(clock.certain());
                    if (purgeProtection && !due) {
                        throw new VaultException(new VaultError.PurgeProtected());
                    }
                    return erase(vault, head, () -> evidence.of(head.name()));
                });
    }

    /// A deleted object, for a change that only such a one allows.
    ///
    /// @throws VaultException with `BeingDeleted` or `BeingRecovered`
    private Optional<Head> deletedHead(VaultId vault, ObjectName name) {
        Optional<Head> head = shelf.storedHead(vault, name);
        if (head.isPresent()) {
            shelf.checkSettled(vault, name);
        }
        return head.filter(found -> !found.isLive());
    }

    /// A change that takes its time to settle.
    private <R extends @Nullable Object> CompletionStage<R> settling(
            VaultId vault,
            ObjectName name,
            Settling.State state,
            Supplier<CompletionStage<R>> change) {
        Settling settling = shelf.settling();
        settling.begin(vault, shelf.kind(), name, state);
        try {
            return change.get()
                    .whenComplete((_, failed) -> {
                        if (failed != null) {
                            settling.failed(vault, shelf.kind(), name);
                        }
                    });
        } catch (RuntimeException failed) {
            settling.failed(vault, shelf.kind(), name);
            throw failed;
        }
    }

    private List<Sealed> following(VaultId vault, ObjectName name, @Nullable Deletion deletion) {
        return companions.stream()
                .flatMap(each -> each.follow(vault, name, deletion).stream())
                .toList();
    }

    private CompletionStage<@Nullable Void> erase(
            VaultId vault, Head head, Supplier<byte[]> evidence) {
        RecordScope scope = shelf.scope(vault);
        return settling(
                vault,
                head.name(),
                Settling.State.PURGING,
                () ->
                        store.change(tx -> {
                            rows.checkHead(scope, tx, head);
                            rows.erase(scope, tx, head.name());
                            companions.forEach(each -> each.erase(scope, tx, head.name()));
                            tx.evidence(evidence.get());
                            return null;
                        }));
    }
}
