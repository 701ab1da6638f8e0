package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import dev.keyward.wire.offers.OfferResource;

final class NewOffer extends VaultCmdlet {
    NewOffer() {
        super(Subject.OFFERS, "New-Offer", "New-AzsOffer", "New-AzureRmOffer");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create a new offer.")) {
            return;
        }
        Named<OfferResource> offers =
                run.connection().offering().offers(run.required("ResourceGroupName"));
        if (offers.find(name).isPresent()) {
            throw Refusal.of(
                    "There's an offer '%s' already; Set-Offer changes it.".formatted(name));
        }
        Given given = Given.of(run);
        run.write(
                OfferShapes.offer(
                        offers.put(
                                name,
                                new OfferResource(
                                        Envelope.at(run.text("Location")),
                                        new Labels(
                                                name,
                                                run.text("DisplayName"),
                                                run.text("Description"),
                                                run.text("ExternalReferenceId")),
                                        run.text("State"),
                                        run.arguments().texts("BasePlanIds"),
                                        AddOns.given(run),
                                        given.count("MaxSubscriptionsPerAccount", null),
                                        null))));
    }
}
