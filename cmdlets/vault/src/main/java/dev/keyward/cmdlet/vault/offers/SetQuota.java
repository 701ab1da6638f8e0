package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.QuotaResource;

final class SetQuota extends VaultCmdlet {
    SetQuota() {
        super(Subject.OFFERS, "Set-Quota", "Set-VaultQuota");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        QuotaPlace place = QuotaPlace.of(run, operator);
        Named<QuotaResource> quotas = operator.quotas(place.location());
        QuotaResource before =
                quotas.find(place.name())
                        .orElseThrow(
                                () -> Refusal.of("There's no quota '%s'.".formatted(place.name())));
        if (!run.goesOn(place.name(), "Update quota")) {
            return;
        }
        Given given = Given.of(run);
        run.write(
                OfferShapes.quota(
                        quotas.put(
                                place.name(),
                                new QuotaResource(
                                        Envelope.at(null),
                                        given.number("MaxVaults", before.maxVaults()),
                                        given.number("MaxObjects", before.maxObjects()),
                                        given.number(
                                                "MaxRequestsPerSecond",
                                                before.maxRequestsPerSecond())))));
    }
}
