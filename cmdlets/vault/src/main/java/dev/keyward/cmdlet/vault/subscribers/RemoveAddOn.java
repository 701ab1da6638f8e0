package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveAddOn extends VaultCmdlet {
    RemoveAddOn() {
        super(Subject.SUBSCRIBERS, "Remove-AddOnPlan");
    }

    @Override
    protected void run(Run run) {
        String id = run.required("AcquisitionId");
        if (run.goesOn(
                id,
                "Remove plan from the subscription",
                "Are you sure you want to remove the plan that was added as '%s'?".formatted(id))) {
            Own.subscription(run).acquiredPlans().delete(id);
        }
    }
}
