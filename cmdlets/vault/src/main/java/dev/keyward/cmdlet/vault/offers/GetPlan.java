package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.PlanResource;
import java.util.stream.Stream;

final class GetPlan extends VaultCmdlet {
    GetPlan() {
        super(Subject.OFFERS, "Get-Plan", "Get-AzsPlan", "Get-AzureRmPlan");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().offering()))
                .map(OfferShapes::plan)
                .forEach(run::write);
    }

    private static Stream<PlanResource> found(Run run, OperatorCalls operator) {
        if (run.has("Name") || run.has("ResourceId")) {
            return Place.find(
                    run, "plan", () -> operator.plans().stream().map(PlanResource::envelope))
                    .flatMap(it -> operator.plans(it.group()).find(it.name()))
                    .stream();
        }
        String group = run.text("ResourceGroupName");
        return group == null ? operator.plans().stream() : operator.plans(group).list().stream();
    }
}
