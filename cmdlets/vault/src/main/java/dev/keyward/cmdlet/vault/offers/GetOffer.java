package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.OfferResource;
import java.util.stream.Stream;

final class GetOffer extends VaultCmdlet {
    GetOffer() {
        super(
                Subject.OFFERS,
                "Get-Offer",
                "Get-AzsManagedOffer",
                "Get-AzsAdminManagedOffer",
                "Get-AzureRmManagedOffer");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().offering()))
                .map(OfferShapes::offer)
                .forEach(run::write);
    }

    private static Stream<OfferResource> found(Run run, OperatorCalls operator) {
        if (run.has("Name") || run.has("ResourceId")) {
            return Place.find(
                    run, "offer", () -> operator.offers().stream().map(OfferResource::envelope))
                    .flatMap(it -> operator.offers(it.group()).find(it.name()))
                    .stream();
        }
        String group = run.text("ResourceGroupName");
        return group == null ? operator.offers().stream() : operator.offers(group).list().stream();
    }
}
