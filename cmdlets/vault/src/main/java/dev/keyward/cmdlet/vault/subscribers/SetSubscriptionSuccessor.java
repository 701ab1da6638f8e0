package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class SetSubscriptionSuccessor extends VaultCmdlet {
    SetSubscriptionSuccessor() {
        super(Subject.SUBSCRIBERS, "Set-SubscriptionSuccessor");
    }

    @Override
    protected void run(Run run) {
        String user = run.required("UserPrincipalName");
        if (run.goesOn(user, "Name successor of the subscription's owners")) {
            run.write(SubscriberShapes.successor(Own.subscription(run).successor().name(user)));
        }
    }
}
