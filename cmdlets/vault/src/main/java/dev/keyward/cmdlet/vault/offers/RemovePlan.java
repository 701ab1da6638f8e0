package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.PlanResource;

final class RemovePlan extends VaultCmdlet {
    RemovePlan() {
        super(Subject.OFFERS, "Remove-Plan", "Remove-AzsPlan", "Remove-AzureRmPlan");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        Place place =
                Place.of(run, "plan", () -> operator.plans().stream().map(PlanResource::envelope));
        if (run.goesOn(
                place.name(),
                "Delete the plan.",
                "Are you sure you want to remove plan '" + place.name() + "'?")) {
            operator.plans(place.group()).delete(place.name());
        }
    }
}
