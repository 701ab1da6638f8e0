package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The body with which somebody subscribes to an offer (tenancy.md, section 4).
///
/// @param subscriptionId that of the path again
/// @param offerId such as `/delegatedProviders/default/offers/gold`
/// @param state `Enabled`
public record SubscriptionRequest(
        @Nullable String subscriptionId,
        @Nullable String displayName,
        String offerId,
        @Nullable String state)
        implements WireBody {
    public static SubscriptionRequest parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String id = null;
                    String displayName = null;
                    String offerId = null;
                    String state = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "subscriptionId" -> id = in.text();
                            case "displayName" -> displayName = in.text();
                            case "offerId" -> offerId = in.text();
                            case "state" -> state = in.text();
                            default -> in.skip();
                        }
                    }
                    return new SubscriptionRequest(
                            id, displayName, Required.member("offerId", offerId), state);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("subscriptionId", subscriptionId);
        out.text("displayName", displayName);
        out.text("offerId", offerId);
        out.text("state", state);
    }
}
