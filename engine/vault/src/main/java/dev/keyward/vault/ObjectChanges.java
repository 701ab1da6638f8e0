package dev.keyward.vault;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changing the objects of one kind: the state machine of data-plane-common, section 9, where every
/// change settles at once. Each change is one transaction with its evidence.
final class ObjectChanges<C> {
    /// Versions read at a time while an object is erased.
    private static final int ERASE_PAGE = 1_000;

    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;

    ObjectChanges(
            Shelf<C> shelf,
            ObjectReads<C> reads,
            Store store,
            InstantSource clock,
            SecureRandom random) {
        this.shelf = shelf;
        this.reads = reads;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return Times.now(clock);
    }

    /// Adds a version and makes it current; makes the object where there is none.
    ///
    /// @param content made from the version that was current, or null; may be asked more than once
    /// @return fails with `DeletedButRecoverable`
    CompletionStage<Stored<C>> add(
            VaultId vault,
            ObjectName name,
            Function<@Nullable ObjectVersion, C> content,
            Evidence<Stored<C>> evidence) {
        return Attempts.run(() -> {
            @Nullable Head head = shelf.storedHead(vault, name).orElse(null);
            if (head != null && !head.isLive()) {
                throw new VaultException(new VaultError.DeletedButRecoverable(shelf.kind(), name));
            }
            ObjectVersion version = ObjectVersion.random(random);
            C made = content.apply(head == null ? null : head.current());
            Head next =
                    new Head(
                            head == null ? name : head.name(),
                            version,
                            null,
                            head == null ? 1 : head.revision() + 1);
            RecordScope scope = shelf.scope(vault);
            Sealed newVersion = sealVersion(scope, name, version, made, 0);
            Sealed newHead = sealHead(scope, next);
            Stored<C> result = new Stored<>(next, version, made);
            return store.<Stored<C>>change(
                            tx -> {
                                scope.put(tx, newVersion, newHead);
                                tx.evidence(evidence.of(result));
                                return result;
                            })
                    .whenComplete((_, _) -> shelf.forgetHead(vault, name));
        });
    }

    /// Changes what may be changed of a version.
    ///
    /// @param version null or empty for the current one
    /// @return fails with `ObjectNotFound`
    CompletionStage<Stored<C>> update(
            VaultId vault,
            ObjectName name,
            @Nullable String version,
            UnaryOperator<C> change,
            Evidence<Stored<C>> evidence) {
        return Attempts.run(() -> {
            RecordScope scope = shelf.scope(vault);
            Head head =
                    shelf.storedHead(vault, name)
                            .filter(Head::isLive)
                            .orElseThrow(() -> reads.notFound(name, version));
            ObjectVersion wanted =
                    version == null || version.isEmpty()
                            ? head.current()
                            : ObjectReads.parse(version)
                                    .orElseThrow(() -> reads.notFound(name, version));
            OpenRecord row =
                    scope.get(shelf.versionId(name, wanted))
                            .orElseThrow(() -> reads.notFound(name, version));
            C next = change.apply(shelf.open(row));
            Sealed sealed = sealVersion(scope, name, wanted, next, row.revision());
            Stored<C> result = new Stored<>(head, wanted, next);
            return store.<Stored<C>>change(
                            tx -> {
                                checkHead(scope, tx, head);
                                scope.put(tx, sealed);
                                tx.evidence(evidence.of(result));
                                return result;
                            })
                    .whenComplete((_, _) -> shelf.forgetVersion(vault, name, wanted));
        });
    }

    /// A deletion between reading and writing sends the change back to the start.
    private void checkHead(RecordScope scope, Transaction tx, Head expected) {
        Optional<OpenRecord> head = scope.get(tx, shelf.headId(expected.name()));
        if (head.isEmpty() || head.get().revision() != expected.revision()) {
            throw new VaultException(new VaultError.Conflict(shelf.headLabel()));
        }
    }

    /// Deletes all versions together: recoverable for the days of the vault, for good where it has
    /// none.
    ///
    /// @return with a deletion in the head if it can be recovered; fails with `ObjectNotFound`
    CompletionStage<Stored<C>> delete(Vault vault, ObjectName name, Evidence<Stored<C>> evidence) {
        return Attempts.run(() -> {
            Head head =
                    shelf.storedHead(vault.id(), name)
                            .filter(Head::isLive)
                            .orElseThrow(() -> reads.notFound(name, null));
            C content = content(vault.id(), head);
            int days = vault.settings().recovery().retentionDays();
            if (days == 0) {
                Stored<C> result = new Stored<>(head, head.current(), content);
                return erase(vault.id(), head, () -> evidence.of(result)).thenApply(_ -> result);
            }
            Instant now = now();
            Deletion deletion = new Deletion(now, now.plus(Duration.ofDays(days)));
            return replaceHead(vault.id(), head, deletion, content, evidence);
        });
    }

    /// @return fails with `ObjectNotFound`, also for one that lives
    CompletionStage<Stored<C>> recover(
            VaultId vault, ObjectName name, Evidence<Stored<C>> evidence) {
        return Attempts.run(() -> {
            Head head =
                    shelf.storedHead(vault, name)
                            .filter(found -> !found.isLive())
                            .orElseThrow(() -> reads.notFound(name, null));
            return replaceHead(vault, head, null, content(vault, head), evidence);
        });
    }

    /// @return fails with `DeletedObjectNotFound`, or `PurgeProtected` before the scheduled date
    CompletionStage<@Nullable Void> purge(
            VaultId vault,
            boolean purgeProtection,
            ObjectName name,
            Evidence<ObjectName> evidence) {
        return Attempts.run(() -> {
            Head head =
                    shelf.storedHead(vault, name)
                            .filter(found -> !found.isLive())
                            .orElseThrow(() -> reads.deletedNotFound(name));
            Deletion deletion = head.deletion();
            boolean due = deletion != null && !deletion.scheduledPurge().isAfter(clock.instant());
            if (purgeProtection && !due) {
                throw new VaultException(new VaultError.PurgeProtected());
            }
            return erase(vault, head, () -> evidence.of(head.name()));
        });
    }

    private C content(VaultId vault, Head head) {
        return shelf.version(vault, head.name(), head.current())
                .orElseThrow(() -> Times.malformed(shelf.headLabel()));
    }

    private CompletionStage<Stored<C>> replaceHead(
            VaultId vault,
            Head head,
            @Nullable Deletion deletion,
            C content,
            Evidence<Stored<C>> evidence) {
        RecordScope scope = shelf.scope(vault);
        Head next = new Head(head.name(), head.current(), deletion, head.revision() + 1);
        Sealed sealed = sealHead(scope, next);
        Stored<C> result = new Stored<>(next, next.current(), content);
        return store.<Stored<C>>change(
                        tx -> {
                            scope.put(tx, sealed);
                            tx.evidence(evidence.of(result));
                            return result;
                        })
                .whenComplete((_, _) -> shelf.forgetHead(vault, head.name()));
    }

    private CompletionStage<@Nullable Void> erase(
            VaultId vault, Head head, Supplier<byte[]> evidence) {
        RecordScope scope = shelf.scope(vault);
        return store.<List<ObjectVersion>>change(
                        tx -> {
                            checkHead(scope, tx, head);
                            List<ObjectVersion> gone = eraseRows(scope, tx, head.name());
                            tx.evidence(evidence.get());
                            return gone;
                        })
                .whenComplete((gone, _) -> {
                    shelf.forgetHead(vault, head.name());
                    if (gone != null) {
                        shelf.forgetVersions(vault, head.name(), gone);
                    }
                })
                .thenApply(_ -> null);
    }

    private List<ObjectVersion> eraseRows(RecordScope scope, Transaction tx, ObjectName name) {
        List<RecordId> rows = new ArrayList<>();
        rows.add(shelf.headId(name));
        List<ObjectVersion> versions = new ArrayList<>();
        String after = "";
        List<OpenRecord> page;
        do {
            page =
                    scope.list(
                            tx,
                            new Page(
                                    scope.id(),
                                    shelf.versionLabel(),
                                    name.canonical(),
                                    name.canonical(),
                                    after,
                                    null,
                                    ERASE_PAGE));
            for (OpenRecord row : page) {
                rows.add(row.id());
                after = row.id().version();
                versions.add(new ObjectVersion(after));
            }
        } while (page.size() == ERASE_PAGE);
        scope.delete(tx, rows);
        return versions;
    }

    Sealed sealHead(RecordScope scope, Head next) {
        return scope.seal(
                new Draft(
                        shelf.headId(next.name()),
                        next.revision() - 1,
                        next.state().number(),
                        next.dueEpochSecond(),
                        next.clear(shelf.headLabel()),
                        null));
    }

    Sealed sealVersion(
            RecordScope scope,
            ObjectName name,
            ObjectVersion version,
            C content,
            long expectedRevision) {
        try (SecretBytes payload = shelf.codec().payload(content)) {
            return scope.seal(
                    new Draft(
                            shelf.versionId(name, version),
                            expectedRevision,
                            RowState.ACTIVE.number(),
                            0,
                            shelf.codec().clear(content),
                            payload));
        }
    }
}
