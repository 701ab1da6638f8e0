package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.AcquiredPlanBody;

final class GetAcquiredPlan extends VaultCmdlet {
    GetAcquiredPlan() {
        super(
                Subject.SUBSCRIBERS,
                "Get-AcquiredPlan",
                "Get-AzsAcquiredPlan",
                "Get-AzsSubscriptionPlan");
    }

    @Override
    protected void run(Run run) {
        String subscription = run.required("TargetSubscriptionId");
        Named<AcquiredPlanBody> plans = run.connection().offering().acquiredPlans(subscription);
        String id = run.text("AcquisitionId");
        (id == null ? plans.list().stream() : plans.find(id).stream())
                .map(it -> SubscriberShapes.acquired(subscription, it))
                .forEach(run::write);
    }
}
