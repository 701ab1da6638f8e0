package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.SubscriptionQuota;
import java.util.stream.Stream;

final class GetSubscriptionQuota extends VaultCmdlet {
    GetSubscriptionQuota() {
        super(
                Subject.OFFERS,
                "Get-SubscriptionQuota",
                "Get-AzsSubscriptionsQuota",
                "Get-AzsSubscriptionQuota");
    }

    @Override
    protected void run(Run run) {
        found(run, run.connection().offering()).map(OfferShapes::quota).forEach(run::write);
    }

    private static Stream<SubscriptionQuota> found(Run run, OperatorCalls operator) {
        String id = run.text("ResourceId");
        if (id != null) {
            QuotaPlace place = QuotaPlace.ofId(id);
            return operator.subscriptionQuotas(place.location()).find(place.name()).stream();
        }
        String name = run.text("Name");
        return Places.some(run, operator).stream()
                .flatMap(location ->
                        name == null
                                ? operator.subscriptionQuotas(location).list().stream()
                                : operator.subscriptionQuotas(location).find(name).stream());
    }
}
