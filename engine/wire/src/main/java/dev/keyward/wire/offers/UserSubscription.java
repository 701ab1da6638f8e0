package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A tenant's subscription as the operator sends and gets it (tenancy.md, section 3.3): flat. It is
/// taken within `properties` too, as the published examples have it.
///
/// @param id ARM id, of answers alone
/// @param owner user principal name, or id of an application
public record UserSubscription(
        @Nullable String id,
        @Nullable String subscriptionId,
        @Nullable String displayName,
        @Nullable String state,
        @Nullable String owner,
        @Nullable String tenantId,
        Terms terms)
        implements WireBody {
    /// What it was made on.
    ///
    /// @param offerId ARM id
    public record Terms(
            @Nullable String offerId,
            @Nullable String delegatedProviderSubscriptionId,
            @Nullable String externalReferenceId) {}

    public static UserSubscription parse(byte[] json) {
        return JsonReader.parse(json, UserSubscription::read);
    }

    public static UserSubscription read(JsonReader in) {
        return new Reading().read(in).whole();
    }

    private static final class Reading {
        private @Nullable String id;
        private @Nullable String subscriptionId;
        private @Nullable String displayName;
        private @Nullable String state;
        private @Nullable String owner;
        private @Nullable String tenantId;
        private @Nullable String offerId;
        private @Nullable String delegatedProvider;
        private @Nullable String externalReferenceId;

        Reading read(JsonReader in) {
            while (in.next()) {
                switch (in.member()) {
                    case "id" -> id = in.text();
                    case "subscriptionId" -> subscriptionId = in.text();
                    case "displayName" -> displayName = in.text();
                    case "state" -> state = in.text();
                    case "owner" -> owner = in.text();
                    case "tenantId" -> tenantId = in.text();
                    case "offerId" -> offerId = in.text();
                    case "delegatedProviderSubscriptionId" -> delegatedProvider = in.text();
                    case "externalReferenceId" -> externalReferenceId = in.text();
                    case "properties" -> in.object(this::read);
                    default -> in.skip();
                }
            }
            return this;
        }

        UserSubscription whole() {
            return new UserSubscription(
                    id,
                    subscriptionId,
                    displayName,
                    state,
                    owner,
                    tenantId,
                    new Terms(offerId, delegatedProvider, externalReferenceId));
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("subscriptionId", subscriptionId);
        out.text("displayName", displayName);
        out.text("offerId", terms.offerId);
        out.text("owner", owner);
        out.text("tenantId", tenantId);
        out.text("delegatedProviderSubscriptionId", terms.delegatedProviderSubscriptionId);
        out.text("routingResourceManagerType", id == null ? null : "Default");
        out.text("state", state);
        out.text("externalReferenceId", terms.externalReferenceId);
    }
}
