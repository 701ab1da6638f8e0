package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// That a delegated provider may give an offer to its customers, as it is sent and as it is
/// answered.
///
/// @param subscriptionId of the provider
public record OfferDelegationResource(Envelope envelope, @Nullable String subscriptionId)
        implements WireBody {
    public static final String TYPE = "Microsoft.Subscriptions.Admin/offers/offerDelegations";

    public static OfferDelegationResource parse(byte[] json) {
        return JsonReader.parse(json, OfferDelegationResource::read);
    }

    public static OfferDelegationResource read(JsonReader in) {
        Envelope.Reading envelope = new Envelope.Reading();
        String subscription = null;
        while (in.next()) {
            if (in.member().equals("properties")) {
                subscription = in.object(OfferDelegationResource::readSubscription);
            } else {
                envelope.take(in);
            }
        }
        return new OfferDelegationResource(envelope.whole(), subscription);
    }

    private static @Nullable String readSubscription(JsonReader in) {
        String subscription = null;
        while (in.next()) {
            if (in.member().equals("subscriptionId")) {
                subscription = in.text();
            } else {
                in.skip();
            }
        }
        return subscription;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(out, TYPE);
        out.object("properties", inner -> inner.text("subscriptionId", subscriptionId));
    }
}
