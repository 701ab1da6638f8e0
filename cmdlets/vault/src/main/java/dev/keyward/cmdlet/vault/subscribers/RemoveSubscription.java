package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveSubscription extends VaultCmdlet {
    RemoveSubscription() {
        super(Subject.SUBSCRIBERS, "Remove-Subscription", "Remove-AzsSubscription");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.subscription(run);
        if (run.goesOn(
                id,
                "Delete the subscription.",
                "Are you sure you want to remove subscription '%s' with all that is in it?"
                        .formatted(id))) {
            run.connection().resources().deleteSubscription(id);
        }
    }
}
