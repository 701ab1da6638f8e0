package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveOfferDelegation extends VaultCmdlet {
    RemoveOfferDelegation() {
        super(Subject.OFFERS, "Remove-OfferDelegation", "Remove-AzsOfferDelegation");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        String offer = run.required("OfferName");
        if (run.goesOn(
                name,
                "Delete the offer delegation.",
                "Are you sure you want to remove offer delegation '" + name + "'?")) {
            run.connection()
                    .offering()
                    .delegations(run.required("ResourceGroupName"), offer)
                    .delete(name);
        }
    }
}
