package dev.keyward.vault.objects;

import dev.keyward.model.DeploymentTime;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.vaults.Vaults;
import java.security.SecureRandom;

/// What the objects of every kind stand on.
public record Foundation(
        SealedStore records,
        Store store,
        Vaults vaults,
        DeploymentTime clock,
        SecureRandom random,
        Announcer announcer,
        Settling settling) {
    /// Without anybody to tell what happens; deletions settle at once.
    public Foundation(
            SealedStore records,
            Store store,
            Vaults vaults,
            DeploymentTime clock,
            SecureRandom random) {
        this(records, store, vaults, clock, random, Announcer.NOBODY, Settling.atOnce());
    }
}
