package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemovePlanFromOffer extends VaultCmdlet {
    RemovePlanFromOffer() {
        super(Subject.OFFERS, "Remove-PlanFromOffer", "Remove-AzsPlanFromOffer");
    }

    @Override
    protected void run(Run run) {
        Linking linking = Linking.of(run);
        String plan = linking.link().planName();
        if (run.goesOn(
                linking.offer(),
                "Unlink a plan from an offer.",
                "Are you sure you want to remove plan '%s' from offer '%s'?"
                        .formatted(plan, linking.offer()))) {
            linking.operator().unlink(linking.group(), linking.offer(), linking.link());
        }
    }
}
