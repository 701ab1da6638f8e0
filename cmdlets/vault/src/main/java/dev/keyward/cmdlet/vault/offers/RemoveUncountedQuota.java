package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.UncountedQuotas;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

/// `Remove-ComputeQuota` and its like.
final class RemoveUncountedQuota extends VaultCmdlet {
    private final UncountedQuotas kind;

    RemoveUncountedQuota(UncountedQuotas kind) {
        super(
                Subject.OFFERS,
                "Remove-" + kind.word() + "Quota",
                "Remove-Azs" + kind.word() + "Quota");
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        QuotaPlace place = QuotaPlace.of(run, operator);
        if (run.goesOn(
                place.name(),
                "Remove quota",
                "Are you sure you want to remove quota '" + place.name() + "'?")) {
            operator.quotas(kind.service(), place.location()).delete(place.name());
        }
    }
}
