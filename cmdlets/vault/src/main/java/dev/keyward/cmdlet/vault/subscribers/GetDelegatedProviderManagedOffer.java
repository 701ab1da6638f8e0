package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.OfferResource;

final class GetDelegatedProviderManagedOffer extends VaultCmdlet {
    GetDelegatedProviderManagedOffer() {
        super(
                Subject.SUBSCRIBERS,
                "Get-DelegatedProviderManagedOffer",
                "Get-AzsDelegatedProviderManagedOffer");
    }

    @Override
    protected void run(Run run) {
        Named<OfferResource> offers =
                run.connection().offering().delegatedOffers(run.required("DelegatedProviderId"));
        String name = run.text("OfferName");
        (name == null ? offers.list().stream() : offers.find(name).stream())
                .map(OfferShapes::offer)
                .forEach(run::write);
    }
}
