package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.offers.Given;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.UserSubscription;

final class SetUserSubscription extends VaultCmdlet {
    SetUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "Set-UserSubscription",
                "Set-AzsUserSubscription",
                "Set-AzsTenantSubscription",
                "Set-AzureRmTenantSubscription",
                "Set-TenantSubscription");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.subscription(run);
        Named<UserSubscription> subscriptions = run.connection().offering().subscriptions();
        UserSubscription before =
                subscriptions
                        .find(id)
                        .orElseThrow(() ->
                                Refusal.of("There's no user subscription '%s'.".formatted(id)));
        if (run.goesOn(id, "Update a user subscription.")) {
            run.write(
                    SubscriberShapes.subscription(
                            subscriptions.put(id, changed(Given.of(run), before))));
        }
    }

    private static UserSubscription changed(Given given, UserSubscription before) {
        UserSubscription.Terms terms = before.terms();
        return new UserSubscription(
                null,
                before.subscriptionId(),
                given.text("DisplayName", before.displayName()),
                given.text("State", before.state()),
                given.text("Owner", before.owner()),
                given.text("TenantId", before.tenantId()),
                new UserSubscription.Terms(
                        given.text("OfferId", terms.offerId()),
                        given.text(
                                "DelegatedProviderSubscriptionId",
                                terms.delegatedProviderSubscriptionId()),
                        given.text("ExternalReferenceId", terms.externalReferenceId())));
    }
}
