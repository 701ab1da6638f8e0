package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.Labels;
import dev.keyward.wire.offers.LocationResource;
import dev.keyward.wire.offers.OfferDelegationResource;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanResource;
import dev.keyward.wire.offers.QuotaResource;
import dev.keyward.wire.offers.SubscriptionQuota;
import dev.keyward.wire.offers.VisibleOffer;
import java.util.List;
import java.util.Map;

/// Plans, offers and quotas as objects.
public final class OfferShapes {
    private OfferShapes() {}

    public static PsObject plan(PlanResource plan) {
        return described(new PsObject(Types.PLAN), plan.envelope(), plan.labels())
                .set("QuotaIds", plan.quotaIds().toArray(String[]::new))
                .set("SkuIds", plan.skuIds().toArray(String[]::new))
                .set("SubscriptionCount", plan.subscriptionCount());
    }

    public static PsObject offer(OfferResource offer) {
        return described(new PsObject(Types.OFFER), offer.envelope(), offer.labels())
                .set("State", offer.state())
                .set("BasePlanIds", offer.basePlanIds().toArray(String[]::new))
                .set(
                        "AddonPlans",
                        offer.addonPlans().stream()
                                .map(OfferShapes::addOn)
                                .toArray(PsObject[]::new))
                .set("MaxSubscriptionsPerAccount", offer.maxSubscriptionsPerAccount())
                .set("SubscriptionCount", offer.subscriptionCount());
    }

    private static PsObject addOn(OfferResource.AddOn plan) {
        PsObject object =
                new PsObject(Types.ADD_ON)
                        .set("PlanId", plan.planId())
                        .set("MaxAcquisitionCount", plan.maxAcquisitionCount());
        return Texts.readingAs(object, "PlanId");
    }

    private static PsObject described(PsObject object, Envelope envelope, Labels labels) {
        return enveloped(object, envelope)
                .set("DisplayName", labels.displayName())
                .set("Description", labels.description())
                .set("ExternalReferenceId", labels.externalReferenceId());
    }

    private static PsObject enveloped(PsObject object, Envelope envelope) {
        String id = String.valueOf(envelope.id());
        Map<String, String> tags = envelope.tags();
        return object.set("Name", envelope.name())
                .set("ResourceGroupName", ResourceId.groupOf(id))
                .set("Location", envelope.location())
                .set("Tags", tags == null || tags.isEmpty() ? null : PsHashtable.of(tags))
                .set("Id", id);
    }

    /// An offer as subscribers see it.
    public static PsObject visible(VisibleOffer offer) {
        return new PsObject(Types.PUBLIC_OFFER)
                .set("Name", offer.name())
                .set("DisplayName", offer.displayName())
                .set("Description", offer.description())
                .set("Id", offer.id());
    }

    public static PsObject delegation(OfferDelegationResource delegation) {
        Envelope envelope = delegation.envelope();
        String id = String.valueOf(envelope.id());
        List<String> parts = List.of(id.split("/"));
        return new PsObject(Types.OFFER_DELEGATION)
                .set("Name", envelope.name())
                .set("OfferName", parts.get(Math.max(0, parts.size() - 3)))
                .set("SubscriptionId", delegation.subscriptionId())
                .set("Location", envelope.location())
                .set("Id", id);
    }

    /// A quota of key vaults; a limit that isn't there is null.
    public static PsObject quota(QuotaResource quota) {
        return named(new PsObject(Types.VAULT_QUOTA), quota.envelope())
                .set("MaxVaults", quota.maxVaults())
                .set("MaxObjects", quota.maxObjects())
                .set("MaxRequestsPerSecond", quota.maxRequestsPerSecond())
                .set("Id", quota.envelope().id());
    }

    public static PsObject quota(SubscriptionQuota quota) {
        return named(new PsObject(Types.SUBSCRIPTION_QUOTA), quota.envelope())
                .set("AllowCustomPortalBranding", quota.allowCustomPortalBranding())
                .set("Id", quota.envelope().id());
    }

    static PsObject named(PsObject object, Envelope envelope) {
        return object.set("Name", envelope.name()).set("Location", envelope.location());
    }

    public static PsObject location(LocationResource location) {
        return new PsObject(Types.STACK_LOCATION)
                .set("Name", location.name())
                .set("DisplayName", location.name())
                .set("Id", location.id());
    }

    public static PsObject nameCheck(NameCheck check) {
        return new PsObject(Types.NAME_CHECK)
                .set("NameAvailable", check.isFree())
                .set("Reason", check.reason())
                .set("Message", check.message());
    }
}
