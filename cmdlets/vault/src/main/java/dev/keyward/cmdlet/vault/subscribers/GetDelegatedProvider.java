package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.UserSubscription;

final class GetDelegatedProvider extends VaultCmdlet {
    GetDelegatedProvider() {
        super(Subject.SUBSCRIBERS, "Get-DelegatedProvider", "Get-AzsDelegatedProvider");
    }

    @Override
    protected void run(Run run) {
        Named<UserSubscription> providers = run.connection().offering().delegatedProviders();
        String id = run.text("DelegatedProviderId");
        (id == null ? providers.list().stream() : providers.find(id).stream())
                .map(SubscriberShapes::subscription)
                .forEach(run::write);
    }
}
