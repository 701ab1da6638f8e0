package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.UncountedQuotas;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.UncountedQuotaResource;
import java.util.HashMap;
import java.util.Map;

/// `Set-ComputeQuota` and its like.
final class SetUncountedQuota extends VaultCmdlet {
    private final UncountedQuotas kind;

    SetUncountedQuota(UncountedQuotas kind) {
        super(Subject.OFFERS, "Set-" + kind.word() + "Quota", "Set-Azs" + kind.word() + "Quota");
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        QuotaPlace place = QuotaPlace.of(run, operator);
        Named<UncountedQuotaResource> quotas = operator.quotas(kind.service(), place.location());
        UncountedQuotaResource before =
                quotas.find(place.name())
                        .orElseThrow(
                                () -> Refusal.of("There's no quota '%s'.".formatted(place.name())));
        if (!run.goesOn(place.name(), "Update quota")) {
            return;
        }
        Map<String, String> settings = new HashMap<>(before.settings());
        for (UncountedQuotas.Setting setting : kind.settings()) {
            Object given = run.arguments().get(setting.parameter());
            if (given != null) {
                settings.put(setting.member(), given.toString());
            }
        }
        run.write(
                kind.object(
                        quotas.put(
                                place.name(),
                                new UncountedQuotaResource(
                                        kind.service(), Envelope.at(null), settings))));
    }
}
