package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subscription, `Enabled` where it can be used, as the tenant's side answers it
/// (management-plane.md, section 11; tenancy.md, section 4).
///
/// @param offerId such as `/delegatedProviders/default/offers/gold`; null for the operator's own
public record SubscriptionResource(
        String subscriptionId,
        @Nullable String tenantId,
        String displayName,
        String state,
        @Nullable String offerId,
        Map<String, String> tags)
        implements WireBody {
    public static SubscriptionResource read(JsonReader in) {
        String id = null;
        String tenantId = null;
        String displayName = "";
        String state = "";
        String offerId = null;
        Map<String, String> tags = Map.of();
        while (in.next()) {
            switch (in.member()) {
                case "subscriptionId" -> id = in.text();
                case "tenantId" -> tenantId = in.text();
                case "displayName" -> displayName = in.text();
                case "state" -> state = in.text();
                case "offerId" -> offerId = in.text();
                case "tags" -> tags = in.textMap();
                default -> in.skip();
            }
        }
        return new SubscriptionResource(
                Required.member("subscriptionId", id), tenantId, displayName, state, offerId, tags);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", "/subscriptions/" + subscriptionId);
        out.text("subscriptionId", subscriptionId);
        out.text("tenantId", tenantId);
        out.text("displayName", displayName);
        out.text("state", state);
        out.text("offerId", offerId);
        out.object(
                "subscriptionPolicies",
                policies -> {
                    policies.text("locationPlacementId", "AzureStack");
                    policies.text("quotaId", "Internal_2014-09-01");
                    policies.text("spendingLimit", "Off");
                });
        out.text("authorizationSource", "RoleBased");
        out.objects("managedByTenants", List.of());
        out.textMap("tags", tags.isEmpty() ? null : tags);
    }

    /// A directory that the caller belongs to.
    public record Tenant(String tenantId, @Nullable String displayName, @Nullable String domain)
            implements WireBody {
        public static Tenant read(JsonReader in) {
            String id = null;
            String displayName = null;
            String domain = null;
            while (in.next()) {
                switch (in.member()) {
                    case "tenantId" -> id = in.text();
                    case "displayName" -> displayName = in.text();
                    case "defaultDomain" -> domain = in.text();
                    default -> in.skip();
                }
            }
            return new Tenant(Required.member("tenantId", id), displayName, domain);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("id", "/tenants/" + tenantId);
            out.text("tenantId", tenantId);
            out.text("displayName", displayName);
            out.texts("domains", domain == null ? null : List.of(domain));
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
