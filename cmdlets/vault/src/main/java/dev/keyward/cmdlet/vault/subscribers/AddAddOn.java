package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.AcquiredPlanBody;

final class AddAddOn extends VaultCmdlet {
    AddAddOn() {
        super(Subject.SUBSCRIBERS, "Add-AddOnPlan");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = Own.subscription(run);
        String plan = run.required("PlanName");
        if (run.goesOn(plan, "Add plan to the subscription")) {
            String id = Ids.orNew(run, "AcquisitionId");
            AcquiredPlanBody wanted =
                    new AcquiredPlanBody(
                            null, id, "/plans/" + plan, run.text("ExternalReferenceId"), null);
            run.write(
                    SubscriberShapes.acquired(
                            Own.id(subscription), subscription.acquiredPlans().put(id, wanted)));
        }
    }
}
