package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.UserSubscription;

final class NewUserSubscription extends VaultCmdlet {
    NewUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "New-UserSubscription",
                "New-AzsUserSubscription",
                "New-AzsTenantSubscription",
                "New-AzureRmTenantSubscription",
                "New-TenantSubscription");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.orNew(run, "SubscriptionId");
        if (!run.goesOn(id, "Create a new user subscription.")) {
            return;
        }
        Named<UserSubscription> subscriptions = run.connection().offering().subscriptions();
        if (subscriptions.find(id).isPresent()) {
            throw Refusal.of(
                    "There's a subscription '%s' already; Set-UserSubscription changes it."
                            .formatted(id));
        }
        run.write(
                SubscriberShapes.subscription(
                        subscriptions.put(
                                id,
                                new UserSubscription(
                                        null,
                                        id,
                                        run.text("DisplayName"),
                                        run.text("State"),
                                        run.required("Owner"),
                                        run.text("TenantId"),
                                        new UserSubscription.Terms(
                                                run.required("OfferId"),
                                                run.text("DelegatedProviderSubscriptionId"),
                                                run.text("ExternalReferenceId"))))));
    }
}
