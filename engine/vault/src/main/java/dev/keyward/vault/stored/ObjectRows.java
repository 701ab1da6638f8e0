package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.Attributes;
import dev.keyward.model.Deletion;
import dev.keyward.model.DeploymentTime;
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
import dev.keyward.store.Transaction;
import dev.keyward.vault.objects.Announcer;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.rows.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of the objects of one kind, as they are written: sealed, due when their agenda says,
/// and with what there is to announce.
final class ObjectRows<C> {
    /// Versions read at a time while an object is erased.
    private static final int ERASE_PAGE = 1_000;

    private final Shelf<C> shelf;
    private final DeploymentTime clock;
    private final Announcer announcer;
    private final Agenda<C> agenda;
    private final Function<C, Attributes> attributes;

    ObjectRows(
            Shelf<C> shelf, Agenda<C> agenda, Function<C, Attributes> attributes, Foundation on) {
        this.shelf = shelf;
        this.clock = on.clock();
        this.announcer = on.announcer();
        this.agenda = agenda;
        this.attributes = attributes;
    }

    Instant now() {
        return Times.now(clock);
    }

    Instant certain() {
        return clock.certain().truncatedTo(ChronoUnit.SECONDS);
    }

    /// The row after a change of the current version: another expiry is told of anew.
    Head rescheduled(Head head, C before, C after, byte @Nullable [] policy) {
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

    /// A deletion between reading and writing sends the change back to the start.
    void checkHead(RecordScope scope, Transaction tx, Head expected) {
        Optional<OpenRecord> head = scope.get(tx, shelf.headId(expected.name()));
        if (head.isEmpty() || head.get().revision() != expected.revision()) {
            throw new VaultException(new VaultError.Conflict(shelf.headLabel()));
        }
    }

    /// The current version.
    C content(VaultId vault, Head head) {
        return shelf.version(vault, head.name(), head.current())
                .orElseThrow(() -> CanonicalReader.malformed(shelf.headLabel()));
    }

    /// Removes the head and every version.
    void erase(RecordScope scope, Transaction tx, ObjectName name) {
        List<RecordId> rows = new ArrayList<>();
        rows.add(shelf.headId(name));
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
            }
        } while (page.size() == ERASE_PAGE);
        scope.delete(tx, rows);
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
