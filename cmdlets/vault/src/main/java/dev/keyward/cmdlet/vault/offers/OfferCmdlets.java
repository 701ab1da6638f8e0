package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for plans, offers and quotas.
public final class OfferCmdlets {
    private OfferCmdlets() {}

    public static List<Cmdlet> all() {
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
