package dev.keyward.api.operator;

import dev.keyward.api.arm.GroupContents;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.wire.arm.VaultResource;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanResource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Plans and offers don't go with their group: others rely on them, so each is deleted by itself.
record CatalogueInGroups(Catalogue catalogue) implements GroupContents {
    @Override
    public List<VaultResource.Resource> of(UUID subscription) {
        return all(subscription).toList();
    }

    @Override
    public List<VaultResource.Resource> in(ResourceGroup group) {
        String id =
                "/subscriptions/" + group.subscription() + "/resourceGroups/" + group.name() + "/";
        return all(group.subscription())
                .filter(each -> each.id().regionMatches(true, 0, id, 0, id.length()))
                .toList();
    }

    private Stream<VaultResource.Resource> all(UUID subscription) {
        return Stream.concat(
                catalogue.plans().stream()
                        .map(plan ->
                                resource(
                                        ResourceIds.of(subscription, plan),
                                        plan.name(),
                                        PlanResource.TYPE,
                                        plan.description())),
                catalogue.offers().stream()
                        .map(offer ->
                                resource(
                                        ResourceIds.of(subscription, offer),
                                        offer.name(),
                                        OfferResource.TYPE,
                                        offer.description())));
    }

    private static VaultResource.Resource resource(
            String id, String name, String type, Description description) {
        return new VaultResource.Resource(
                id, name, type, description.location(), description.tags());
    }

    @Override
    public void clear(Exchange exchange, ResourceGroup group) {
        catalogue.requireEmpty(group.name());
    }
}
