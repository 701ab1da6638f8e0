package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.OfferDelegationResource;

final class GetOfferDelegation extends VaultCmdlet {
    GetOfferDelegation() {
        super(Subject.OFFERS, "Get-OfferDelegation", "Get-AzsOfferDelegation");
    }

    @Override
    protected void run(Run run) {
        Named<OfferDelegationResource> delegations =
                run.connection()
                        .offering()
                        .delegations(run.required("ResourceGroupName"), run.required("OfferName"));
        String name = run.text("Name");
        (name == null ? delegations.list().stream() : delegations.find(name).stream())
                .map(OfferShapes::delegation)
                .forEach(run::write);
    }
}
