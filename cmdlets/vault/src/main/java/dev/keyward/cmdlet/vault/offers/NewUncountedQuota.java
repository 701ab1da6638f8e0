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

/// `New-ComputeQuota` and its like.
final class NewUncountedQuota extends VaultCmdlet {
    private final UncountedQuotas kind;

    NewUncountedQuota(UncountedQuotas kind) {
        super(Subject.OFFERS, "New-" + kind.word() + "Quota", "New-Azs" + kind.word() + "Quota");
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create quota")) {
            return;
        }
        OperatorCalls operator = run.connection().offering();
        Named<UncountedQuotaResource> quotas =
                operator.quotas(kind.service(), Places.one(run, operator));
        if (quotas.find(name).isPresent()) {
            throw Refusal.of(
                    "There's a quota '%1$s' already; Set-%2$sQuota changes it."
                            .formatted(name, kind.word()));
        }
        Map<String, String> settings = new HashMap<>();
        for (UncountedQuotas.Setting setting : kind.settings()) {
            Object given = run.arguments().get(setting.parameter());
            settings.put(setting.member(), given == null ? setting.standard() : given.toString());
        }
        run.write(
                kind.object(
                        quotas.put(
                                name,
                                new UncountedQuotaResource(
                                        kind.service(), Envelope.at(null), settings))));
    }
}
