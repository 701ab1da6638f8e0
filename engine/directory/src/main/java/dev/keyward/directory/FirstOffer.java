package dev.keyward.directory;

import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
