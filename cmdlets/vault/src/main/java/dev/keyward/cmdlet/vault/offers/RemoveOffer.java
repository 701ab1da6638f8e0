package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.OfferResource;

final class RemoveOffer extends VaultCmdlet {
    RemoveOffer() {
        super(Subject.OFFERS, "Remove-Offer", "Remove-AzsOffer", "Remove-AzureRmOffer");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        Place place =
                Place.of(
                        run,
                        "offer",
                        () -> operator.offers().stream().map(OfferResource::envelope));
        if (run.goesOn(
                place.name(),
                "Delete the offer.",
                "Are you sure you want to remove offer '" + place.name() + "'?")) {
            operator.offers(place.group()).delete(place.name());
        }
    }
}
