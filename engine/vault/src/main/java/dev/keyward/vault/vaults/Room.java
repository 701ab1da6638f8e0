package dev.keyward.vault.vaults;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import dev.keyward.vault.rows.Turns;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much there is in a place, and who may add to it where a plan limits it.
///
/// Vaults are counted by their records, objects by the headers of their vaults. Who adds under a
/// limit takes a batch from [#adding] before he counts, and writes it with what he adds.
final class Room {
    private final SealedStore records;
    private final EntityStore store;
    private final Entities<VaultRecord> vaults;
    private final Entities<Place> places;
    private final Allowance allowance;

    /// Spares those of one process the repetitions. What is right is decided by the place's record.
    private final Turns<Place> turns = new Turns<>();

    /// @param store opened with the kinds of vaults and places
    Room(SealedStore records, EntityStore store, Allowance allowance) {
        this.records = records;
        this.store = store;
        this.vaults = store.of(VaultRecord.KIND);
        this.places = store.of(Place.KIND);
        this.allowance = allowance;
    }

    /// Live and deleted.
    long vaults(Place place) {
        return in(place).count();
    }

    /// Keys, secrets and certificates of all vaults there, live and deleted.
    long objects(Place place) {
        return in(place).mapToLong(record -> records.counted(record.vault().id())).sum();
    }

    private Stream<VaultRecord> in(Place place) {
        return vaults.list(VaultRecord.SUBSCRIPTION, place.subscription()).stream()
                .filter(record -> Place.of(record.vault().placement()).equals(place));
    }

    /// An addition by itself.
    <T extends @Nullable Object> CompletionStage<T> inTurn(
            Place place, Supplier<CompletionStage<T>> addition) {
        return turns.take(place, addition);
    }

    /// To be taken before what there is is counted.
    Batch adding(Place place) {
        return store.batch().mark(places, place);
    }

    /// @throws VaultException with `QuotaExceeded`
    void requireVault(Place place, long most) {
        if (vaults(place) >= most) {
            throw new VaultException(new VaultError.QuotaExceeded("vaults", most));
        }
    }

    /// @throws VaultException with `ObjectQuotaExceeded`
    void requireObjects(Placement placement, long more) {
        Long most = allowance.objects(placement);
        if (most != null && objects(Place.of(placement)) > most - more) {
            throw new VaultException(
                    new VaultError.ObjectQuotaExceeded(most, placement.location()));
        }
    }

    boolean limitsObjects(Placement placement) {
        return allowance.objects(placement) != null;
    }
}
