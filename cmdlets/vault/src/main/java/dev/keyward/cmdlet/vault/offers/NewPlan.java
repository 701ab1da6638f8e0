package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import dev.keyward.wire.offers.PlanResource;

final class NewPlan extends VaultCmdlet {
    NewPlan() {
        super(Subject.OFFERS, "New-Plan", "New-AzsPlan", "New-AzureRmPlan");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create a new plan.")) {
            return;
        }
        Named<PlanResource> plans =
                run.connection().offering().plans(run.required("ResourceGroupName"));
        if (plans.find(name).isPresent()) {
            throw Refusal.of("There's a plan '%s' already; Set-Plan changes it.".formatted(name));
        }
        run.write(
                OfferShapes.plan(
                        plans.put(
                                name,
                                new PlanResource(
                                        Envelope.at(run.text("Location")),
                                        new Labels(
                                                name,
                                                run.text("DisplayName"),
                                                run.text("Description"),
                                                run.text("ExternalReferenceId")),
                                        run.arguments().texts("QuotaIds"),
                                        run.arguments().texts("SkuIds"),
                                        null))));
    }
}
