package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.UncountedQuotas;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.UncountedQuotaResource;
import java.util.stream.Stream;

/// `Get-ComputeQuota` and its like.
final class GetUncountedQuota extends VaultCmdlet {
    private final UncountedQuotas kind;

    GetUncountedQuota(UncountedQuotas kind) {
        super(Subject.OFFERS, "Get-" + kind.word() + "Quota", "Get-Azs" + kind.word() + "Quota");
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        found(run, run.connection().offering()).map(kind::object).forEach(run::write);
    }

    private Stream<UncountedQuotaResource> found(Run run, OperatorCalls operator) {
        String id = run.text("ResourceId");
        if (id != null) {
            QuotaPlace place = QuotaPlace.ofId(id);
            return operator.quotas(kind.service(), place.location()).find(place.name()).stream();
        }
        String name = run.text("Name");
        return Places.some(run, operator).stream()
                .map(location -> operator.quotas(kind.service(), location))
                .flatMap(quotas ->
                        name == null ? quotas.list().stream() : quotas.find(name).stream());
    }
}
