package dev.keyward.api;

import dev.keyward.api.audit.DeedRecord;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.issuers.acme.AcmeAccess;
import dev.keyward.outside.Outside;
import dev.keyward.outside.events.ContactMail;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.outside.events.Outbox;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.VaultTransfer;
import dev.keyward.vault.contacts.VaultContacts;
import dev.keyward.vault.keys.RsaPool;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Settling;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vaults;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the vaults hold, who issues their certificates, and who is told of what happens to them.
///
/// @param told makes the audit record of what is done without a caller
/// @param pool null where RSA keys aren't made ahead
record Holdings(
        Outside outside,
        EventSubscriptions subscriptions,
        Foundation foundation,
        @Nullable RsaPool pool,
        IssuersOfDeployment issuers,
        VaultObjects objects,
        Function<Deed, byte[]> told) {
    static Holdings open(
            EngineConfig config,
            Storage storage,
            Residents residents,
            Outside outside,
            Closing opened) {
        Vaults vaults = residents.vaults();
        Endpoints endpoints = residents.hosts().named();
        EventSubscriptions subscriptions =
                new EventSubscriptions(storage.sealed(), storage.store());
        vaults.onGone(subscriptions::forget);
        Outbox outbox = outbox(config, storage, residents, subscriptions);
        vaults.onPoliciesChanged(vault -> outbox.policiesChanged(vault, storage.time().instant()));
        Foundation foundation =
                new Foundation(
                        storage.sealed(),
                        storage.store(),
                        vaults,
                        storage.time(),
                        config.random(),
                        outbox,
                        new Settling(storage.time(), config.pace().settle()));
        RsaPool pool = pool(config, storage.sealed(), opened);
        DeedRecord deeds = new DeedRecord(vaults, endpoints);
        Function<Deed, byte[]> told = deed -> deeds.of(deed, storage.time().instant());
        IssuersOfDeployment issuers =
                IssuersOfDeployment.of(
                        foundation,
                        endpoints,
                        deed -> deeds.of(deed, storage.time().instant()),
                        new AcmeAccess(
                                config.outside()::allows,
                                outside::client,
                                host -> outside.addresses(host).getFirst(),
                                config.acme()));
        VaultObjects objects =
                VaultObjects.on(
                        foundation,
                        new VaultKeys(foundation, null, pool),
                        issuers.providers(),
                        outbox,
                        told);
        return new Holdings(outside, subscriptions, foundation, pool, issuers, objects, told);
    }

    /// Takes contents from one development server to another.
    VaultTransfer transfer() {
        return new VaultTransfer(foundation, objects, issuers.authority().belongings());
    }

    private static Outbox outbox(
            EngineConfig config,
            Storage storage,
            Residents residents,
            EventSubscriptions subscriptions) {
        Endpoints endpoints = residents.hosts().named();
        return new Outbox(
                storage.sealed(),
                residents.vaults(),
                subscriptions,
                endpoints::vault,
                config.random(),
                storage.time(),
                new ContactMail(
                        storage.sealed(),
                        residents.vaults(),
                        new VaultContacts(storage.sealed(), storage.store()),
                        endpoints::vault,
                        config.random(),
                        storage.time(),
                        config.mail() != null));
    }

    private static @Nullable RsaPool pool(EngineConfig config, SealedStore sealed, Closing opened) {
        return config.rsaPool() == 0
                ? null
                : opened.add(
                        new RsaPool(
                                new Keys(config.random()),
                                sealed.sealing("rsa-pool"),
                                config.random(),
                                config.rsaPool()));
    }
}
