package dev.keyward.api.operator;

import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Description;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanResource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Ids of plans and offers as the operator has them:
/// `/subscriptions/{s}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/plans/{name}`.
record ResourceIds(Catalogue catalogue) {
    static String of(UUID provider, Plan plan) {
        return id(provider, plan.description(), PlanResource.TYPE, plan.name());
    }

    static String of(UUID provider, Offer offer) {
        return id(provider, offer.description(), OfferResource.TYPE, offer.name());
    }

    private static String id(UUID provider, Description description, String type, String name) {
        return "/subscriptions/"
                + provider
                + "/resourceGroups/"
                + description.resourceGroup()
                + "/providers/"
                + type
                + "/"
                + name;
    }

    /// The plan that is there under this id, in any letter case.
    Optional<Plan> plan(UUID provider, String id) {
        return catalogue.plan(last(id)).filter(found -> of(provider, found).equalsIgnoreCase(id));
    }

    /// The offer that is there under this id, in any letter case.
    Optional<Offer> offer(UUID provider, String id) {
        return catalogue.offer(last(id)).filter(found -> of(provider, found).equalsIgnoreCase(id));
    }

    static String last(String id) {
        return List.of(id.split("/", -1)).getLast();
    }
}
