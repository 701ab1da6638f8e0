package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveAcquiredPlan extends VaultCmdlet {
    RemoveAcquiredPlan() {
        super(
                Subject.SUBSCRIBERS,
                "Remove-AcquiredPlan",
                "Remove-AzsAcquiredPlan",
                "Remove-AzsSubscriptionPlan");
    }

    @Override
    protected void run(Run run) {
        String id = run.required("AcquisitionId");
        String subscription = run.required("TargetSubscriptionId");
        if (run.goesOn(
                id,
                "Delete the subscription plan",
                "Are you sure you want to remove the plan that subscription '%s' acquired?"
                        .formatted(subscription))) {
            run.connection().offering().acquiredPlans(subscription).delete(id);
        }
    }
}
