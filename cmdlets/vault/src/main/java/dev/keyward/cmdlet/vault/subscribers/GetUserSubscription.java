package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.UserSubscription;
import java.util.stream.Stream;

final class GetUserSubscription extends VaultCmdlet {
    GetUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "Get-UserSubscription",
                "Get-AzsUserSubscription",
                "Get-AzsTenantSubscription",
                "Get-AzureRmTenantSubscription",
                "Get-TenantSubscription");
    }

    @Override
    protected void run(Run run) {
        found(run, run.connection().offering().subscriptions())
                .map(SubscriberShapes::subscription)
                .forEach(run::write);
    }

    private static Stream<UserSubscription> found(Run run, Named<UserSubscription> subscriptions) {
        if (run.has("SubscriptionId")) {
            return subscriptions.find(Ids.subscription(run)).stream();
        }
        String filter = run.text("Filter");
        return filter == null
                ? subscriptions.list().stream()
                : subscriptions.matching(filter).stream();
    }
}
