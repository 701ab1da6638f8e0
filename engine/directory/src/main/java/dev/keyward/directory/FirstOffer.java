package dev.keyward.directory;

import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What a deployment begins with beside its tenant: the operator's subscription, and in it a plan
/// and a public offer that give key vaults without limit everywhere, so that whoever is alone here
/// needn't know of offers.
///
/// @param id of the operator's subscription
/// @param locations the first is that of the plan and the offer themselves
record FirstOffer(Tenancy tenancy, Catalogue catalogue, UUID id, List<String> locations) {
    /// Of both, and of the group they lie in.
    private static final String NAME = "key-vault";

    static Terms terms(String owner) {
        return new Terms(NAME, owner, null, null);
    }

    Subscription provider(TenantId tenant, Set<PrincipalId> owners) {
        return new Subscription(
                id,
                tenant,
                "Default Provider Subscription",
                Subscription.State.ENABLED,
                owners,
                Set.of(),
                Map.of(),
                Subscription.Side.OPERATOR,
                null);
    }

    /// The plan with further locations, if it is still one without limit everywhere.
    ///
    /// @return empty if there is nothing to add, or the operator has made another plan of it
    static Optional<Plan> opened(Catalogue catalogue, List<String> further) {
        return catalogue
                .plan(NAME)
                .filter(FirstOffer::isUnlimited)
                .map(plan -> with(plan, further))
                .filter(next -> !catalogue.plan(NAME).equals(Optional.of(next)));
    }

    private static boolean isUnlimited(Plan plan) {
        return plan.quotas().stream()
                .allMatch(id -> id.equals(Quota.unlimited(id.location()).id()));
    }

    private static Plan with(Plan plan, List<String> further) {
        Stream<QuotaId> more = further.stream().map(location -> Quota.unlimited(location).id());
        return new Plan(
                plan.name(),
                plan.description(),
                Stream.concat(plan.quotas().stream(), more).distinct().toList(),
                plan.skuIds());
    }

    void add(Batch batch, Subscription provider) {
        tenancy.create(batch, provider);
        String home = locations.getFirst();
        tenancy.create(batch, new ResourceGroup(id, NAME, home, Map.of(), null));
        Description description =
                new Description(
                        NAME,
                        home,
                        Map.of(),
                        "Key Vault",
                        "Vaults for keys, secrets and certificates, as many as you like",
                        null);
        Plan plan =
                new Plan(
                        NAME,
                        description,
                        locations.stream().map(location -> Quota.unlimited(location).id()).toList(),
                        List.of());
        catalogue.create(batch, plan);
        catalogue.create(
                batch,
                new Offer(NAME, description, Offer.State.PUBLIC, List.of(NAME), List.of(), 0));
    }
}
