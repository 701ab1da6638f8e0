package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.OfferDelegationResource;

final class NewOfferDelegation extends VaultCmdlet {
    NewOfferDelegation() {
        super(Subject.OFFERS, "New-OfferDelegation", "New-AzsOfferDelegation");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create a new offer delegation.")) {
            return;
        }
        Named<OfferDelegationResource> delegations =
                run.connection()
                        .offering()
                        .delegations(run.required("ResourceGroupName"), run.required("OfferName"));
        if (delegations.find(name).isPresent()) {
            throw Refusal.of("There's a delegation '%s' already.".formatted(name));
        }
        run.write(
                OfferShapes.delegation(
                        delegations.put(
                                name,
                                new OfferDelegationResource(
                                        Envelope.at(run.text("Location")),
                                        run.required("SubscriptionId")))));
    }
}
