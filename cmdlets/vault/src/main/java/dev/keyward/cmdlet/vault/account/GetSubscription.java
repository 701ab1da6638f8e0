package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.SubscriptionResource;

final class GetSubscription extends VaultCmdlet {
    GetSubscription() {
        super(
                Subject.ACCOUNT,
                "Get-Subscription",
                "Get-AzSubscription",
                "Get-AzureRmSubscription",
                "Get-AzsSubscription");
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        Tenants.same(connection, run.text("TenantId"));
        String id = run.text("SubscriptionId");
        String name = run.text("SubscriptionName");
        if (id != null || name != null) {
            String wanted = id == null ? String.valueOf(name) : id;
            run.write(
                    AccountShapes.subscription(
                            Subscriptions.named(connection, wanted), connection));
            return;
        }
        for (SubscriptionResource subscription : connection.resources().subscriptions()) {
            run.write(AccountShapes.subscription(subscription, connection));
        }
    }
}
