package dev.keyward.vault;

import dev.keyward.model.Attributes;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Changing the objects of one kind: the state machine of data-plane-common, section 9, where every
/// change is done when it is answered, though [Settling] may hide that for a while. Each change is
/// one transaction with its evidence.
final class ObjectChanges<C> {
    /// Versions read at a time while an object is erased.
    private static final int ERASE_PAGE = 1_000;

    private final Turns<Place> turns = new Turns<>();
    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Announcer announcer;
    private final Agenda<C> agenda;
    private final Function<C, Attributes> attributes;
    private final List<? extends Companion> companions;

    /// @param companions what goes the way of the objects
    ObjectChanges(
            Shelf<C> shelf,
            ObjectReads<C> reads,
            Agenda<C> agenda,
            Function<C, Attributes> attributes,
            Foundation on,
            List<? extends Companion> companions) {
        this.shelf = shelf;
        this.reads = reads;
        this.store = on.store();
        this.clock = on.clock();
        this.random = on.random();
        this.announcer = on.announcer();
        this.agenda = agenda;
        this.attributes = attributes;
        this.companions = companions;
    }

    Instant now() {
        return Times.now(clock);
    }

    /// What changes take turns for.
    private record Place(VaultId vault, String name) {}

    /// A change by itself; what changes the same object by another way makes it begin again.
    private <R extends @Nullable Object> CompletionStage<R> inTurn(
            VaultId vault, ObjectName name, Supplier<CompletionStage<R>> attempt) {
        return turns.take(new Place(vault, name.canonical()), () -> Attempts.run(attempt));
    }

    /// Adds a version and makes it current; makes the object where there is none.
    ///
    /// @param policy of the object as a whole, made from what there was
    /// @param content made from the row there was, or null; may be asked more than once
    /// @return fails with `DeletedButRecoverable` or `ManagedObject`
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
                            scheduled(
                                    made,
                                    head == null
                                            ? Head.first(name, version, policy.apply(null))
                                            : head.next(version, policy.apply(head)));
                    RecordScope scope = shelf.scope(vault);
                    List<Sealed> rows =
                            new ArrayList<>(
                                    announced(
                                            vault,
                                            Happening.What.NEW_VERSION_CREATED,
                                            next,
                                            made,
                                            now()));
                    rows.add(sealVersion(scope, name, version, made, 0));
                    rows.add(sealHead(scope, next));
                    Stored<C> result = new Stored<>(next, version, made);
                    return store.<Stored<C>>change(
                                    tx -> {
                                        scope.put(tx, rows);
                                        tx.evidence(evidence.of(result));
                                        return result;
                                    })
                            .whenComplete((_, _) -> shelf.forgetHead(vault, name));
                });
    }

    /// Changes what may be changed of a version.
    ///
    /// @param version null or empty for the current one
    /// @param policy what becomes of the policy of the object as a whole, if it is the current
    ///   version that changes
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
                    C next = change.apply(before);
                    List<Sealed> rows = new ArrayList<>();
                    rows.add(sealVersion(scope, name, wanted, next, row.revision()));
                    Head nextHead =
                            wanted.equals(head.current())
                                    ? rescheduled(head, before, next, policy.apply(head.policy()))
                                    : head;
                    if (nextHead != head) {
                        rows.add(sealHead(scope, nextHead));
                    }
                    Stored<C> result = new Stored<>(nextHead, wanted, next);
                    return store.<Stored<C>>change(
                                    tx -> {
                                        checkHead(scope, tx, head);
                                        scope.put(tx, rows);
                                        tx.evidence(evidence.of(result));
                                        return result;
                                    })
                            .whenComplete((_, _) -> {
                                shelf.forgetVersion(vault, name, wanted);
                                shelf.forgetHead(vault, name);
                            });
                });
    }

    /// What belongs to a certificate changes through it alone.
    private void checkUnmanaged(@Nullable Head head) {
        if (head != null && head.managed()) {
            throw new VaultException(new VaultError.ManagedObject(shelf.kind()));
        }
    }

    /// The row after a change of the current version: another expiry is told of anew.
    private Head rescheduled(Head head, C before, C after, byte @Nullable [] policy) {
        boolean sameExpiry =
                Objects.equals(
                        attributes.apply(before).expires(), attributes.apply(after).expires());
        Head next =
                scheduled(after, head.rewritten(sameExpiry ? head.told() : Told.NOTHING, policy));
        return next.told() == head.told()
                        && next.nextDue() == head.nextDue()
                        && Arrays.equals(policy, head.policy())
                ? head
                : next;
    }

    Head scheduled(C current, Head head) {
        return head.isLive() ? head.due(agenda.nextDue(current, head)) : head;
    }

    List<Sealed> announced(VaultId vault, Happening.What what, Head head, C current, Instant now) {
        Attributes of = attributes.apply(current);
        return announcer.announce(
                vault,
                new Happening(
                        what,
                        shelf.kind(),
                        head.name(),
                        head.current(),
                        of.notBefore(),
                        of.expires(),
                        now));
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
                    C content = content(vault, head);
                    return replaceHead(
                            vault,
                            scheduled(content, head.policy(policy.apply(head.policy()))),
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
        C content = content(vault, head);
        Happening.What what =
                told == Told.EXPIRED ? Happening.What.EXPIRED : Happening.What.NEAR_EXPIRY;
        return replaceHead(
                vault,
                scheduled(content, head.told(told)),
                content,
                announced(vault, what, head, content, now()),
                evidence);
    }

    /// Makes the row of a live object due at another time.
    ///
    /// @param head as it was read; fails with `Conflict` if it has changed since
    /// @param until null for when its agenda says
    CompletionStage<@Nullable Void> reschedule(VaultId vault, Head head, @Nullable Instant until) {
        Head touched = head.told(head.told());
        Head next =
                until == null
                        ? scheduled(content(vault, head), touched)
                        : touched.due(until.getEpochSecond());
        RecordScope scope = shelf.scope(vault);
        Sealed sealed = sealHead(scope, next);
        return store.<@Nullable Void>change(
                        tx -> {
                            scope.put(tx, sealed);
                            return null;
                        })
                .whenComplete((_, _) -> shelf.forgetHead(vault, head.name()));
    }

    /// A deletion between reading and writing sends the change back to the start.
    void checkHead(RecordScope scope, Transaction tx, Head expected) {
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
        return inTurn(
                vault.id(),
                name,
                () -> {
                    Head head =
                            shelf.storedHead(vault.id(), name)
                                    .filter(Head::isLive)
                                    .orElseThrow(() -> reads.notFound(name, null));
                    shelf.checkSettled(vault.id(), name);
                    checkUnmanaged(head);
                    C content = content(vault.id(), head);
                    int days = vault.settings().recovery().retentionDays();
                    if (days == 0) {
                        Stored<C> result = new Stored<>(head, head.current(), content);
                        return erase(vault.id(), head, () -> evidence.of(result))
                                .thenApply(_ -> result);
                    }
                    Instant now = now();
                    Deletion deletion = new Deletion(now, now.plus(Duration.ofDays(days)));
                    return settling(
                            vault.id(),
                            name,
                            Settling.State.DELETING,
                            () ->
                                    replaceHead(
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
        return inTurn(
                vault,
                name,
                () -> {
                    Head head =
                            deletedHead(vault, name).orElseThrow(() -> reads.notFound(name, null));
                    checkUnmanaged(head);
                    C content = content(vault, head);
                    return settling(
                            vault,
                            name,
                            Settling.State.RECOVERING,
                            () ->
                                    replaceHead(
                                            vault,
                                            scheduled(content, head.deleted(null)),
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
        return inTurn(
                vault,
                name,
                () -> {
                    Head head =
                            deletedHead(vault, name).orElseThrow(() -> reads.deletedNotFound(name));
                    checkUnmanaged(head);
                    Deletion deletion = head.deletion();
                    boolean due =
                            deletion != null && !deletion.scheduledPurge().isAfter(clock.instant());
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

    /// The current version.
    C content(VaultId vault, Head head) {
        return shelf.version(vault, head.name(), head.current())
                .orElseThrow(() -> Times.malformed(shelf.headLabel()));
    }

    private CompletionStage<Stored<C>> replaceHead(
            VaultId vault, Head next, C content, List<Sealed> more, Evidence<Stored<C>> evidence) {
        RecordScope scope = shelf.scope(vault);
        List<Sealed> rows = new ArrayList<>(more);
        rows.add(sealHead(scope, next));
        Stored<C> result = new Stored<>(next, next.current(), content);
        return store.<Stored<C>>change(
                        tx -> {
                            scope.put(tx, rows);
                            tx.evidence(evidence.of(result));
                            return result;
                        })
                .whenComplete((_, _) -> {
                    shelf.forgetHead(vault, next.name());
                    companions.forEach(each -> each.forget(vault, next.name()));
                });
    }

    private CompletionStage<@Nullable Void> erase(
            VaultId vault, Head head, Supplier<byte[]> evidence) {
        RecordScope scope = shelf.scope(vault);
        return this.<@Nullable List<Runnable>>settling(
                        vault,
                        head.name(),
                        Settling.State.PURGING,
                        () ->
                                store.change(tx -> {
                                    checkHead(scope, tx, head);
                                    List<Runnable> forgetting = new ArrayList<>();
                                    List<ObjectVersion> gone = eraseRows(scope, tx, head.name());
                                    forgetting.add(
                                            () -> shelf.forgetVersions(vault, head.name(), gone));
                                    for (Companion each : companions) {
                                        forgetting.add(each.erase(scope, tx, vault, head.name()));
                                    }
                                    tx.evidence(evidence.get());
                                    return forgetting;
                                }))
                .whenComplete((forgetting, _) -> {
                    shelf.forgetHead(vault, head.name());
                    if (forgetting != null) {
                        forgetting.forEach(Runnable::run);
                    }
                })
                .thenApply(_ -> null);
    }

    /// @return the versions that were there
    List<ObjectVersion> eraseRows(RecordScope scope, Transaction tx, ObjectName name) {
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

    /// The first row of an object that is put back whole.
    ///
    /// @param deletion null for one that lives
    Head restored(
            ObjectName name,
            ObjectVersion current,
            byte @Nullable [] policy,
            C content,
            @Nullable Deletion deletion) {
        return scheduled(content, Head.first(name, current, policy).restored(deletion));
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
