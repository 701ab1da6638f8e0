package dev.keyward.vault.stored;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.Turns;
import dev.keyward.vault.vaults.Vaults;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changing the live objects of one kind: the state machine of data-plane-common.md, section 9,
/// where every change is done when it is answered, though
/// [Settling][dev.keyward.vault.objects.Settling] may hide that for a while. Each change is one
/// transaction with its evidence.
final class ObjectChanges<C> {
    private final Turns<Place> turns = new Turns<>();
    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final ObjectRows<C> rows;
    private final Store store;
    private final Vaults vaults;
    private final SecureRandom random;

    ObjectChanges(Shelf<C> shelf, ObjectReads<C> reads, ObjectRows<C> rows, Foundation on) {
        this.shelf = shelf;
        this.reads = reads;
        this.rows = rows;
        this.store = on.store();
        this.vaults = on.vaults();
        this.random = on.random();
    }

    /// What changes take turns for.
    private record Place(VaultId vault, String name) {}

    /// A change by itself; what changes the same object by another way makes it begin again.
    <R extends @Nullable Object> CompletionStage<R> inTurn(
            VaultId vault, ObjectName name, Supplier<CompletionStage<R>> attempt) {
        return turns.take(new Place(vault, name.canonical()), () -> Attempts.run(attempt));
    }

    /// Adds a version and makes it current; makes the object where there is none.
    ///
    /// @param policy of the object as a whole, made from what there was
    /// @param content made from the row there was, or null; may be asked more than once
    /// @return fails with `DeletedButRecoverable`, `ManagedObject` or `ObjectQuotaExceeded`
    CompletionStage<Stored<C>> add(
            VaultId vault,
            ObjectName name,
            Function<@Nullable Head, byte @Nullable []> policy,
            Function<@Nullable Head, C> content,
            Evidence<Stored<C>> evidence) {
        return inTurn(
                vault,
                name,
                () -> {
                    shelf.checkSettled(vault, name);
                    @Nullable Head head = shelf.storedHead(vault, name).orElse(null);
                    if (head != null && !head.isLive()) {
                        throw new VaultException(
                                new VaultError.DeletedButRecoverable(shelf.kind(), name));
                    }
                    checkUnmanaged(head);
                    ObjectVersion version = ObjectVersion.random(random);
                    C made = content.apply(head);
                    Head next =
                            rows.scheduled(
                                    made,
                                    head == null
                                            ? Head.first(name, version, policy.apply(null))
                                            : head.next(version, policy.apply(head)));
                    RecordScope scope = shelf.scope(vault);
                    List<Sealed> written =
                            new ArrayList<>(
                                    rows.announced(
                                            vault,
                                            Happening.What.NEW_VERSION_CREATED,
                                            next,
                                            made,
                                            rows.now()));
                    written.add(rows.sealVersion(scope, name, version, made, 0));
                    written.add(rows.sealHead(scope, next));
                    Stored<C> result = new Stored<>(next, version, made);
                    return vaults.write(
                            vault,
                            written,
                            tx -> {
                                scope.put(tx, written);
                                tx.evidence(evidence.of(result));
                                return result;
                            });
                });
    }

    /// Changes what may be changed of a version.
    ///
    /// @param version null or empty for the current one
    /// @param policy what becomes of the policy of the object as a whole, if it is the current
    ///   version that changes
    /// @param change keeps what the codec seals, which is wiped as far as callers don't see it
    /// @return fails with `ObjectNotFound`
    CompletionStage<Stored<C>> update(
            VaultId vault,
            ObjectName name,
            @Nullable String version,
            UnaryOperator<byte @Nullable []> policy,
            UnaryOperator<C> change,
            Evidence<Stored<C>> evidence) {
        return inTurn(
                vault,
                name,
                () -> {
                    RecordScope scope = shelf.scope(vault);
                    Head head =
                            shelf.storedHead(vault, name)
                                    .filter(found -> shelf.isLive(vault, found))
                                    .orElseThrow(() -> reads.notFound(name, version));
                    checkUnmanaged(head);
                    ObjectVersion wanted =
                            version == null || version.isEmpty()
                                    ? head.current()
                                    : ObjectReads.parse(version)
                                            .orElseThrow(() -> reads.notFound(name, version));
                    OpenRecord row =
                            scope.get(shelf.versionId(name, wanted))
                                    .orElseThrow(() -> reads.notFound(name, version));
                    C before = shelf.open(row);
                    List<Sealed> written = new ArrayList<>();
                    Stored<C> result;
                    try {
                        C next = change.apply(before);
                        written.add(rows.sealVersion(scope, name, wanted, next, row.revision()));
                        Head nextHead =
                                wanted.equals(head.current())
                                        ? rows.rescheduled(
                                                head, before, next, policy.apply(head.policy()))
                                        : head;
                        if (!nextHead.equals(head)) {
                            written.add(rows.sealHead(scope, nextHead));
                        }
                        result = new Stored<>(nextHead, wanted, shelf.codec().cacheable(next));
                    } catch (RuntimeException refusal) {
                        shelf.codec().wipe(before);
                        throw refusal;
                    }
                    return store.change(tx -> {
                        rows.checkHead(scope, tx, head);
                        scope.put(tx, written);
                        tx.evidence(evidence.of(result));
                        return result;
                    });
                });
    }

    /// What belongs to a certificate changes through it alone.
    void checkUnmanaged(@Nullable Head head) {
        if (head != null && head.managed()) {
            throw new VaultException(new VaultError.ManagedObject(shelf.kind()));
        }
    }

    /// Replaces what the kind keeps for the object as a whole.
    ///
    /// @param policy made from what there was
    /// @return fails with `ObjectNotFound`
    CompletionStage<Stored<C>> changePolicy(
            VaultId vault,
            ObjectName name,
            UnaryOperator<byte @Nullable []> policy,
            Evidence<Stored<C>> evidence) {
        return inTurn(
                vault,
                name,
                () -> {
                    Head head =
                            shelf.storedHead(vault, name)
                                    .filter(found -> shelf.isLive(vault, found))
                                    .orElseThrow(() -> reads.notFound(name, null));
                    checkUnmanaged(head);
                    C content = rows.content(vault, head);
                    return replaceHead(
                            vault,
                            rows.scheduled(content, head.policy(policy.apply(head.policy()))),
                            content,
                            List.of(),
                            evidence);
                });
    }

    /// Says what is to be said of the current version's expiry, once.
    ///
    /// @param head as it was found to be due; fails with `Conflict` if it has changed since
    CompletionStage<Stored<C>> tell(
            VaultId vault, Head head, Told told, Evidence<Stored<C>> evidence) {
        C content = rows.content(vault, head);
        Happening.What what =
                told == Told.EXPIRED ? Happening.What.EXPIRED : Happening.What.NEAR_EXPIRY;
        return replaceHead(
                vault,
                rows.scheduled(content, head.told(told)),
                content,
                rows.announced(vault, what, head, content, rows.now()),
                evidence);
    }

    /// Makes the row of a live object due at another time.
    ///
    /// @param head as it was read; fails with `Conflict` if it has changed since
    /// @param until null for when its agenda says
    CompletionStage<@Nullable Void> reschedule(VaultId vault, Head head, @Nullable Instant until) {
        Head touched = head.touched();
        Head next =
                until == null
                        ? rows.scheduled(rows.content(vault, head), touched)
                        : touched.due(until.getEpochSecond());
        RecordScope scope = shelf.scope(vault);
        Sealed sealed = rows.sealHead(scope, next);
        return store.change(tx -> {
            scope.put(tx, sealed);
            return null;
        });
    }

    CompletionStage<Stored<C>> replaceHead(
            VaultId vault, Head next, C content, List<Sealed> more, Evidence<Stored<C>> evidence) {
        RecordScope scope = shelf.scope(vault);
        List<Sealed> written = new ArrayList<>(more);
        written.add(rows.sealHead(scope, next));
        Stored<C> result = new Stored<>(next, next.current(), content);
        return store.change(tx -> {
            scope.put(tx, written);
            tx.evidence(evidence.of(result));
            return result;
        });
    }
}
