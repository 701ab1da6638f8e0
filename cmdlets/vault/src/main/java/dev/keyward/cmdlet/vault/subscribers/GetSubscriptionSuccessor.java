package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetSubscriptionSuccessor extends VaultCmdlet {
    GetSubscriptionSuccessor() {
        super(Subject.SUBSCRIBERS, "Get-SubscriptionSuccessor");
    }

    @Override
    protected void run(Run run) {
        Own.subscription(run)
                .successor()
                .find()
                .map(SubscriberShapes::successor)
                .ifPresent(run::write);
    }
}
