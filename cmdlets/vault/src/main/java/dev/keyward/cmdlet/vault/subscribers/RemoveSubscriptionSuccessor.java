package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveSubscriptionSuccessor extends VaultCmdlet {
    RemoveSubscriptionSuccessor() {
        super(Subject.SUBSCRIBERS, "Remove-SubscriptionSuccessor");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = Own.subscription(run);
        if (run.goesOn(Own.id(subscription), "Name nobody successor of the owners")) {
            subscription.successor().remove();
        }
    }
}
