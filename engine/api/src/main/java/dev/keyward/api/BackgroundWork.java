package dev.keyward.api;

import dev.keyward.api.deployment.Deliveries;
import dev.keyward.api.deployment.EngineEnd;
import dev.keyward.api.deployment.Housekeeping;
import dev.keyward.api.deployment.Scrub;
import dev.keyward.api.deployment.SelfCheck;
import dev.keyward.api.deployment.SubscriptionDeletion;
import dev.keyward.model.DeploymentTime;
import dev.keyward.outside.Outside;
import dev.keyward.outside.events.Courier;
import dev.keyward.outside.mail.MailServer;
import dev.keyward.outside.mail.Mailer;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What is done without a caller: what is due of objects, what is sent to others, and the
/// deployment's looks at itself.
///
/// @param isSetBack becomes true when the database turns out to be older than it was
record BackgroundWork(
        Upkeep upkeep,
        Upkeep courier,
        Scrub scrub,
        Housekeeping housekeeping,
        SubscriptionDeletion deletion,
        AtomicBoolean isSetBack) {
    /// Made, but not yet at work.
    static BackgroundWork of(
            EngineConfig config,
            Storage storage,
            Residents residents,
            Holdings holdings,
            EngineEnd end,
            Closing opened) {
        SealedStore sealed = storage.sealed();
        List<Chore> chores = new ArrayList<>(holdings.objects().chores());
        chores.addAll(holdings.issuers().chores());
        DeploymentTime time = storage.time();
        Upkeep upkeep = new Upkeep(sealed, time, chores);
        Upkeep courier =
                new Upkeep(
                        sealed,
                        time,
                        List.of(
                                new Courier(
                                        sealed,
                                        storage.store(),
                                        holdings.subscriptions(),
                                        holdings.outside(),
                                        mailer(config, holdings.outside()),
                                        holdings.told())));
        opened.add(new Deliveries(courier, end)).start();
        Scrub scrub = new Scrub(storage.store(), sealed, residents.vaults());
        AtomicBoolean setBack = new AtomicBoolean();
        SelfCheck check =
                new SelfCheck(
                        sealed,
                        storage.anchor(),
                        scrub,
                        () -> setBack.set(true),
                        storage.store()::fail,
                        time::certain);
        SubscriptionDeletion deletion =
                new SubscriptionDeletion(
                        residents.directory(),
                        residents.vaults(),
                        residents.first().deployment().subscription(),
                        holdings.told(),
                        time);
        Housekeeping housekeeping =
                opened.add(
                        new Housekeeping(
                                upkeep,
                                residents.directory(),
                                deletion,
                                check,
                                storage.watch(),
                                end));
        return new BackgroundWork(upkeep, courier, scrub, housekeeping, deletion, setBack);
    }

    /// All that is due, now: for who has moved the clock.
    void round() {
        upkeep.round();
        courier.round();
    }

    private static @Nullable Mailer mailer(EngineConfig config, Outside outside) {
        MailServer server = config.mail();
        return server == null ? null : new Mailer(server, outside::tls, outside::addresses);
    }
}
