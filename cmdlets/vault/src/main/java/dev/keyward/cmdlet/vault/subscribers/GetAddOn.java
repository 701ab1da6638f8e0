package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetAddOn extends VaultCmdlet {
    GetAddOn() {
        super(Subject.SUBSCRIBERS, "Get-AddOnPlan");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = Own.subscription(run);
        if (run.flag("ListAvailable")) {
            subscription.addOnPlans().stream().map(SubscriberShapes::addOn).forEach(run::write);
            return;
        }
        String id = run.text("AcquisitionId");
        (id == null
                        ? subscription.acquiredPlans().list().stream()
                        : subscription.acquiredPlans().find(id).stream())
                .map(it -> SubscriberShapes.acquired(Own.id(subscription), it))
                .forEach(run::write);
    }
}
