package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RequestSubscriptionOwnership extends VaultCmdlet {
    RequestSubscriptionOwnership() {
        super(Subject.SUBSCRIBERS, "Request-SubscriptionOwnership");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.subscription(run);
        if (run.goesOn(id, "Ask to own the subscription")) {
            run.write(
                    SubscriberShapes.successor(
                            run.connection().resources().in(id).successor().ask()));
        }
    }
}
