package dev.keyward.records;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// Finds out whether all of a deployment is there as it was last written, at start and when asked;
/// takes it as it is, and mends it, where an administrator says so (security.md, sections 4.3 and
/// 4.4).
///
/// A sum tells that something is older or missing, not what. Where a record is damaged, the sum it
/// belongs to can't be checked until it is repaired; that the damage is reported is then all that
/// is known of the others in this sum.
final class SetCheck {
    private final SealedStore sealed;
    private final RecordScope system;

    SetCheck(SealedStore sealed) {
        this.sealed = sealed;
        this.system = sealed.system();
    }

    /// @throws VaultException with `IntegrityFailure` if a record of the system was changed, or the
    ///   system's records or a vault's header are not those last written
    void atStart() {
        sealed.deploymentEpoch();
        Examination found = examined();
        if (found.mismatch() != null) {
            throw failure(found.mismatch());
        }
        if (!isCovered() && !anyHeaderDamaged()) {
            throw failure("the records of a vault were set back together with their header");
        }
    }

    /// @throws VaultException with `IntegrityFailure` if a record of the system was changed
    ///
    /// @return whether it was another
    boolean accept() {
        sealed.deploymentEpoch();
        boolean asWritten = examined().mismatch() == null && isCovered();
        if (!asWritten) {
            change(tx -> {
                system.rebuild(tx);
                sealed.epoch().rebuild(tx, headers(tx));
                return system;
            });
        }
        return !asWritten;
    }

    /// A header that another node writes meanwhile is no reason to refuse: only what is so while
    /// nobody writes counts.
    private boolean isCovered() {
        return sealed.epoch().covers(sealed.store(), headers(sealed.store()))
                || change(tx -> sealed.epoch().covers(tx, headers(tx)));
    }

    private Examination examined() {
        Examination found = system.reporting(Failures.quiet()).examine();
        for (Examination.Damage damage : found.damaged()) {
            if (!damage.apart()) {
                throw failure(damage.what());
            }
        }
        return found;
    }

    List<RecordId> repair(VaultId vault, Function<List<RecordId>, byte[]> evidence) {
        RecordScope scope = sealed.withAnyHeader(vault).reporting(Failures.quiet());
        List<RecordId> removed =
                change(tx -> {
                    boolean covered = sealed.epoch().covers(tx, headers(tx));
                    List<RecordId> damaged = scope.removeDamaged(tx);
                    StoredRecord header = scope.rebuilt(tx);
                    if (covered) {
                        sealed.epoch().advance(tx, header);
                        tx.put(header);
                    } else {
                        tx.put(header);
                        sealed.epoch().rebuild(tx, headers(tx));
                    }
                    tx.evidence(evidence.apply(damaged));
                    return damaged;
                });
        sealed.failures().reopen(scope.id());
        return removed;
    }

    /// [SealedStore#verify].
    Optional<Examination> verify(VaultId vault) {
        RecordKey key = WrappedKeys.of(vault).in(SealedStore.SYSTEM);
        RecordKey header = SetHeader.place(vault.toString());
        if (sealed.store().get(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            RecordScope quiet = sealed.vault(vault).reporting(Failures.quiet());
            Examination found = quiet.examine();
            if (!found.isGood() && sealed.store().get(key).isEmpty()) {
                return Optional.empty();
            }
            found.damaged().forEach(each -> told(each.id().in(quiet.id()), each.what()));
            if (found.mismatch() != null) {
                told(header, found.mismatch());
            }
            return Optional.of(found);
        } catch (VaultException failed) {
            if (sealed.store().get(key).isEmpty()) {
                return Optional.empty();
            }
            throw sealed.failures().noted(header, failed);
        }
    }

    private void told(RecordKey place, String what) {
        sealed.failures().noted(place, new VaultException(new VaultError.IntegrityFailure(what)));
    }

    /// [SealedStore#replaceDamaged].
    void replaceDamaged(RecordId record, LongFunction<Sealed> make, Supplier<byte[]> evidence) {
        RecordKey place = record.in(SealedStore.SYSTEM);
        if (!SetHeader.isApart(place)) {
            throw Bug.because("a record that concerns more than one vault");
        }
        long stored = sealed.store().get(place).map(StoredRecord::revision).orElse(0L);
        Sealed next = make.apply(Math.clamp(stored, 0, Long.MAX_VALUE / 2));
        change(tx -> {
            if (!isDamaged(tx, record)) {
                throw new VaultException(
                        new VaultError.Conflict(record.kind() + " " + record.name()));
            }
            system.replaceApart(tx, place, next);
            tx.evidence(evidence.get());
            return next;
        });
    }

    boolean isDamaged(Reads reads, RecordId record) {
        try {
            system.reporting(Failures.quiet()).get(reads, record);
            return false;
        } catch (VaultException damaged) {
            return true;
        }
    }

    /// Which header it is can only be told with its vault's key.
    private boolean anyHeaderDamaged() {
        boolean any = false;
        for (VaultId vault : sealed.vaults()) {
            try {
                sealed.vault(vault);
            } catch (VaultException damaged) {
                any = true;
            }
        }
        return any;
    }

    private List<StoredRecord> headers(Reads reads) {
        List<StoredRecord> headers = new ArrayList<>();
        reads.get(SetHeader.place(SealedStore.SYSTEM)).ifPresent(headers::add);
        for (VaultId vault : sealed.vaults(reads)) {
            reads.get(SetHeader.place(vault.toString())).ifPresent(headers::add);
        }
        return headers;
    }

    private <T> T change(Function<Transaction, T> step) {
        return Stages.join(sealed.store().change(step::apply));
    }

    private static VaultException failure(String what) {
        return new VaultException(new VaultError.IntegrityFailure(what));
    }
}
