package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.arm.ConsentResource;
import dev.keyward.wire.arm.SuccessorResource;
import dev.keyward.wire.offers.AcquiredPlanBody;
import dev.keyward.wire.offers.AddOnPlan;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.IdentityHealth;
import dev.keyward.wire.offers.UserSubscription;

/// Tenants and their subscriptions as the operator sees them.
public final class SubscriberShapes {
    private SubscriberShapes() {}

    public static PsObject subscription(UserSubscription subscription) {
        UserSubscription.Terms terms = subscription.terms();
        return new PsObject(Types.USER_SUBSCRIPTION)
                .set("SubscriptionId", subscription.subscriptionId())
                .set("DisplayName", subscription.displayName())
                .set("State", subscription.state())
                .set("Owner", subscription.owner())
                .set("TenantId", subscription.tenantId())
                .set("OfferId", terms.offerId())
                .set("DelegatedProviderSubscriptionId", terms.delegatedProviderSubscriptionId())
                .set("ExternalReferenceId", terms.externalReferenceId())
                .set("RoutingResourceManagerType", "Default")
                .set("Id", subscription.id());
    }

    /// @param subscription that has the plan
    public static PsObject acquired(String subscription, AcquiredPlanBody plan) {
        String time = plan.acquisitionTime();
        return new PsObject(Types.ACQUIRED_PLAN)
                .set("AcquisitionId", plan.acquisitionId())
                .set("PlanId", plan.planId())
                .set("TargetSubscriptionId", subscription)
                .set("ProvisioningState", "Succeeded")
                .set("AcquisitionTime", time == null ? null : Texts.time(time))
                .set("ExternalReferenceId", plan.externalReferenceId())
                .set("Id", plan.id());
    }

    /// A plan that a subscriber may add.
    public static PsObject addOn(AddOnPlan plan) {
        return new PsObject(Types.OFFERED_PLAN)
                .set("Name", plan.name())
                .set("DisplayName", plan.displayName())
                .set("Description", plan.description())
                .set("MaxAcquisitionCount", plan.maxAcquisitionCount())
                .set("AcquisitionCount", plan.acquisitionCount())
                .set("PlanId", plan.id());
    }

    public static PsObject consent(ConsentResource consent) {
        return new PsObject(Types.CONSENT)
                .set("Name", consent.domain())
                .set("TenantId", consent.tenantId())
                .set("Consented", consent.consented());
    }

    /// A directory tenant; who administers it, with the secret, the one time that is told.
    public static PsObject tenant(DirectoryTenantResource tenant) {
        DirectoryTenantResource.Administrator administrator = tenant.administrator();
        return new PsObject(Types.DIRECTORY_TENANT)
                .set("Name", tenant.envelope().name())
                .set("TenantId", tenant.tenantId())
                .set("DisplayName", tenant.displayName())
                .set("Location", tenant.envelope().location())
                .set(
                        "Administrator",
                        administrator == null
                                ? null
                                : new Credential(
                                        administrator.applicationId(),
                                        SecureString.of(
                                                administrator
                                                        .secret()
                                                        .toUtf8(SecretAccess.request()))))
                .set("Id", tenant.envelope().id());
    }

    /// Who is named to succeed the owners of a subscription, and whether he asked to.
    public static PsObject successor(SuccessorResource successor) {
        return new PsObject(Types.SUCCESSOR)
                .set("UserPrincipalName", successor.user())
                .set("ObjectId", successor.objectId())
                .set("Named", Texts.time(successor.named()))
                .set("Asked", Texts.time(successor.asked()))
                .set("Until", Texts.time(successor.until()));
    }

    public static PsObject health(IdentityHealth health) {
        return new PsObject(Types.IDENTITY_HEALTH)
                .set("TenantId", health.tenantId())
                .set("DisplayName", health.displayName())
                .set("Status", health.status())
                .set(
                        "Applications",
                        health.applications().stream()
                                .map(it ->
                                        new PsObject()
                                                .set("ApplicationId", it.applicationId())
                                                .set("DisplayName", it.displayName())
                                                .set("Status", it.status()))
                                .toArray(PsObject[]::new));
    }
}
