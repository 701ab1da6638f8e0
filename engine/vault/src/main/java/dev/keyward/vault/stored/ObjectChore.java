package dev.keyward.vault.stored;

import dev.keyward.model.Guids;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.DueRecord;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The background work on the objects of one kind: purge at the end of the retention, renewal by
/// policy, notices of expiry.
final class ObjectChore<C extends Object> implements Chore {
    /// How often a live object in a deleted vault is looked at.
    private static final Duration VAULT_DELETED = Duration.ofDays(1);

    private final Shelf<C> shelf;
    private final ObjectRows<C> rows;
    private final ObjectChanges<C> changes;
    private final ObjectRemoval<C> removal;
    private final Agenda<C> agenda;
    private final Vaults vaults;
    private final Renewer renewer;
    private final Function<Deed, byte[]> evidence;

    ObjectChore(
            Shelf<C> shelf,
            ObjectRows<C> rows,
            ObjectChanges<C> changes,
            ObjectRemoval<C> removal,
            Agenda<C> agenda,
            Vaults vaults,
            Renewer renewer,
            Function<Deed, byte[]> evidence) {
        this.shelf = shelf;
        this.rows = rows;
        this.changes = changes;
        this.removal = removal;
        this.agenda = agenda;
        this.vaults = vaults;
        this.renewer = renewer;
        this.evidence = evidence;
    }

    @Override
    public String kind() {
        return shelf.headLabel();
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        VaultId id = vaultOf(record);
        Optional<Head> stored = shelf.storedHead(id, new ObjectName(record.id().name()));
        if (stored.isEmpty() || stored.get().dueEpochSecond() > now.getEpochSecond()) {
            return;
        }
        Head head = stored.get();
        try {
            if (head.isLive()) {
                live(id, head, now);
            } else {
                Attempts.join(
                        removal.purge(
                                id,
                                true,
                                head.name(),
                                name ->
                                        evidence.apply(
                                                new Deed.ObjectPurged(id, shelf.kind(), name))));
            }
        } catch (VaultException refused) {
            if (!(refused.error() instanceof VaultError.ObjectNotFound)
                    && !(refused.error() instanceof VaultError.DeletedObjectNotFound)) {
                throw refused;
            }
            // Somebody was here meanwhile: nothing is left to do.
        }
    }

    private void live(VaultId id, Head head, Instant now) {
        Optional<Vault> vault = vaults.find(id);
        if (vault.isEmpty()) {
            Attempts.join(changes.reschedule(id, head, now.plus(VAULT_DELETED)));
            return;
        }
        Set<Appointment.Task> due =
                agenda.of(rows.content(id, head), head).stream()
                        .filter(appointment -> !appointment.at().isAfter(now))
                        .map(Appointment::task)
                        .collect(Collectors.toSet());
        @Nullable VaultException failure = null;
        if (due.contains(Appointment.Task.RENEW)) {
            try {
                Attempts.join(renewer.renew(vault.get(), head.name(), head.current(), evidence));
                return;
            } catch (VaultException refused) {
                // The notices are due all the same.
                failure = refused;
            }
        }
        if (due.contains(Appointment.Task.EXPIRED)) {
            Attempts.join(
                    changes.tell(
                            id,
                            head,
                            Told.EXPIRED,
                            stored ->
                                    evidence.apply(
                                            new Deed.Expired(
                                                    id,
                                                    shelf.kind(),
                                                    head.name(),
                                                    stored.version()))));
        } else if (due.contains(Appointment.Task.NEAR_EXPIRY)) {
            Attempts.join(
                    changes.tell(
                            id,
                            head,
                            Told.NEAR_EXPIRY,
                            stored ->
                                    evidence.apply(
                                            new Deed.NearExpiry(
                                                    id,
                                                    shelf.kind(),
                                                    head.name(),
                                                    stored.version()))));
        } else if (failure == null) {
            Attempts.join(changes.reschedule(id, head, null));
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        VaultId id = vaultOf(record);
        Optional<Head> head = shelf.storedHead(id, new ObjectName(record.id().name()));
        if (head.isPresent() && head.get().isLive()) {
            Attempts.join(changes.reschedule(id, head.get(), until));
        }
    }

    private static VaultId vaultOf(DueRecord record) {
        return new VaultId(Guids.parse("scope", record.scope()));
    }
}
