package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.AcquiredPlanBody;

final class NewAcquiredPlan extends VaultCmdlet {
    NewAcquiredPlan() {
        super(
                Subject.SUBSCRIBERS,
                "New-AcquiredPlan",
                "New-AzsAcquiredPlan",
                "New-AzsSubscriptionPlan");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.orNew(run, "AcquisitionId");
        String subscription = run.required("TargetSubscriptionId");
        if (run.goesOn(id, "Create a subscription plan")) {
            AcquiredPlanBody wanted =
                    new AcquiredPlanBody(
                            null,
                            id,
                            run.required("PlanId"),
                            run.text("ExternalReferenceId"),
                            null);
            run.write(
                    SubscriberShapes.acquired(
                            subscription,
                            run.connection()
                                    .offering()
                                    .acquiredPlans(subscription)
                                    .put(id, wanted)));
        }
    }
}
