package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A subscription as the tenant's side answers it (management-plane.md, section 11; tenancy.md,
/// section 4).
public record SubscriptionResource(
        String subscriptionId, String tenantId, String displayName, String state)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", "/subscriptions/" + subscriptionId);
        out.text("subscriptionId", subscriptionId);
        out.text("tenantId", tenantId);
        out.text("displayName", displayName);
        out.text("state", state);
        out.object(
                "subscriptionPolicies",
                policies -> {
                    policies.text("locationPlacementId", "AzureStack");
                    policies.text("quotaId", "Internal_2014-09-01");
                    policies.text("spendingLimit", "Off");
                });
        out.text("authorizationSource", "RoleBased");
        out.objects("managedByTenants", java.util.List.of());
    }

    /// A directory that the caller belongs to.
    public record Tenant(String tenantId, String displayName, String domain) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("id", "/tenants/" + tenantId);
            out.text("tenantId", tenantId);
            out.text("displayName", displayName);
            out.texts("domains", java.util.List.of(domain));
            out.text("defaultDomain", domain);
            out.text("tenantType", "AAD");
            out.text("tenantCategory", "Home");
        }
    }

    /// Where resources can be.
    public record Location(String subscriptionId, String name) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("id", "/subscriptions/" + subscriptionId + "/locations/" + name);
            out.text("name", name);
            out.text("displayName", name);
        }
    }
}
