package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import dev.keyward.wire.offers.OfferResource;

final class SetOffer extends VaultCmdlet {
    SetOffer() {
        super(Subject.OFFERS, "Set-Offer", "Set-AzsOffer", "Set-AzureRmOffer");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        Place place =
                Place.of(
                        run,
                        "offer",
                        () -> operator.offers().stream().map(OfferResource::envelope));
        OfferResource before =
                operator.offers(place.group())
                        .find(place.name())
                        .orElseThrow(
                                () -> Refusal.of("There's no offer '%s'.".formatted(place.name())));
        if (run.goesOn(place.name(), "Update an offer.")) {
            OfferResource after = changed(Given.of(run), before);
            run.write(OfferShapes.offer(operator.offers(place.group()).put(place.name(), after)));
        }
    }

    private static OfferResource changed(Given given, OfferResource before) {
        Envelope envelope = before.envelope();
        Labels labels = before.labels();
        return new OfferResource(
                new Envelope(
                        null, null, given.text("Location", envelope.location()), envelope.tags()),
                new Labels(
                        null,
                        given.text("DisplayName", labels.displayName()),
                        given.text("Description", labels.description()),
                        given.text("ExternalReferenceId", labels.externalReferenceId())),
                given.text("State", before.state()),
                given.texts("BasePlanIds", before.basePlanIds()),
                given.run().has("AddonPlanDefinition")
                        ? AddOns.given(given.run())
                        : before.addonPlans(),
                given.count("MaxSubscriptionsPerAccount", before.maxSubscriptionsPerAccount()),
                null);
    }
}
