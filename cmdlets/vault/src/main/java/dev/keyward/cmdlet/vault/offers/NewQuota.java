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

final class NewQuota extends VaultCmdlet {
    NewQuota() {
        super(Subject.OFFERS, "New-Quota", "New-VaultQuota");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create quota")) {
            return;
        }
        OperatorCalls operator = run.connection().offering();
        Named<QuotaResource> quotas = operator.quotas(Places.one(run, operator));
        if (quotas.find(name).isPresent()) {
            throw Refusal.of("There's a quota '%s' already; Set-Quota changes it.".formatted(name));
        }
        Given given = Given.of(run);
        run.write(
                OfferShapes.quota(
                        quotas.put(
                                name,
                                new QuotaResource(
                                        Envelope.at(null),
                                        given.number("MaxVaults", null),
                                        given.number("MaxObjects", null),
                                        given.number("MaxRequestsPerSecond", null)))));
    }
}
