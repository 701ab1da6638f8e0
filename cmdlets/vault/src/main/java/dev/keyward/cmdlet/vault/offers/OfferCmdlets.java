package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.vault.shape.UncountedQuotas;
import java.util.List;
import java.util.stream.Stream;

/// All cmdlets for plans, offers and quotas.
public final class OfferCmdlets {
    private OfferCmdlets() {}

    public static List<Cmdlet> all() {
        return Stream.concat(
                        own().stream(),
                        Stream.of(UncountedQuotas.values())
                                .flatMap(kind -> uncounted(kind).stream()))
                .toList();
    }

    private static List<Cmdlet> uncounted(UncountedQuotas kind) {
        return List.of(
                new NewUncountedQuota(kind),
                new GetUncountedQuota(kind),
                new SetUncountedQuota(kind),
                new RemoveUncountedQuota(kind));
    }

    private static List<Cmdlet> own() {
        return List.of(
                new NewPlan(),
                new GetPlan(),
                new SetPlan(),
                new RemovePlan(),
                new NewOffer(),
                new GetOffer(),
                new SetOffer(),
                new RemoveOffer(),
                new AddPlanToOffer(),
                new RemovePlanFromOffer(),
                new NewQuota(),
                new GetQuota(),
                new SetQuota(),
                new RemoveQuota(),
                new GetSubscriptionQuota(),
                new NewOfferDelegation(),
                new GetOfferDelegation(),
                new RemoveOfferDelegation(),
                new TestNameAvailability(),
                new GetStackLocation());
    }
}
