package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveQuota extends VaultCmdlet {
    RemoveQuota() {
        super(Subject.OFFERS, "Remove-Quota", "Remove-VaultQuota");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        QuotaPlace place = QuotaPlace.of(run, operator);
        if (run.goesOn(
                place.name(),
                "Remove quota",
                "Are you sure you want to remove quota '" + place.name() + "'?")) {
            operator.quotas(place.location()).delete(place.name());
        }
    }
}
