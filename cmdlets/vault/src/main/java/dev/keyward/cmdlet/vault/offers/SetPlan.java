package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import dev.keyward.wire.offers.PlanResource;

final class SetPlan extends VaultCmdlet {
    SetPlan() {
        super(Subject.OFFERS, "Set-Plan", "Set-AzsPlan", "Set-AzureRmPlan");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        Place place =
                Place.of(run, "plan", () -> operator.plans().stream().map(PlanResource::envelope));
        PlanResource before =
                operator.plans(place.group())
                        .find(place.name())
                        .orElseThrow(
                                () -> Refusal.of("There's no plan '%s'.".formatted(place.name())));
        if (run.goesOn(place.name(), "Update a plan.")) {
            PlanResource after = changed(Given.of(run), before);
            run.write(OfferShapes.plan(operator.plans(place.group()).put(place.name(), after)));
        }
    }

    private static PlanResource changed(Given given, PlanResource before) {
        Envelope envelope = before.envelope();
        Labels labels = before.labels();
        return new PlanResource(
                new Envelope(
                        null, null, given.text("Location", envelope.location()), envelope.tags()),
                new Labels(
                        null,
                        given.text("DisplayName", labels.displayName()),
                        given.text("Description", labels.description()),
                        given.text("ExternalReferenceId", labels.externalReferenceId())),
                given.texts("QuotaIds", before.quotaIds()),
                given.texts("SkuIds", before.skuIds()),
                null);
    }
}
