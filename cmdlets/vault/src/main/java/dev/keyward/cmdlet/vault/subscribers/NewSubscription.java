package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.SubscriptionRequest;

final class NewSubscription extends VaultCmdlet {
    NewSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "New-Subscription",
                "New-AzsSubscription",
                "New-AzureRmSubscription",
                "New-MySubscription");
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        if (connection.environment().isOperators()) {
            throw Refusal.of(
                    "Nobody subscribes at the operator's endpoint. New-UserSubscription gives"
                            + " somebody a subscription; to subscribe oneself, sign in at the"
                            + " management endpoint (Connect-Account -Environment).");
        }
        Tenants.same(connection, run.text("TenantId"));
        String id = Ids.orNew(run, "SubscriptionId");
        if (!run.goesOn(id, "Create a new subscription.")) {
            return;
        }
        if (connection.resources().subscription(id).isPresent()) {
            throw Refusal.of("There's a subscription '%s' already.".formatted(id));
        }
        run.write(
                AccountShapes.subscription(
                        connection
                                .resources()
                                .subscribe(
                                        id,
                                        new SubscriptionRequest(
                                                id,
                                                run.text("DisplayName"),
                                                run.required("OfferId"),
                                                run.text("State"))),
                        connection));
    }
}
