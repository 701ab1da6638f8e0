package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class AddPlanToOffer extends VaultCmdlet {
    AddPlanToOffer() {
        super(Subject.OFFERS, "Add-PlanToOffer", "Add-AzsPlanToOffer");
    }

    @Override
    protected void run(Run run) {
        Linking linking = Linking.of(run);
        if (run.goesOn(linking.offer(), "Link a plan to an offer.")) {
            linking.operator().link(linking.group(), linking.offer(), linking.link());
        }
    }
}
