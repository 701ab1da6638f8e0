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
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new OfferDelegationResource(envelope, properties.subscriptionId);
    }

    private static final class Properties {
        private @Nullable String subscriptionId;

        void take(JsonReader in) {
            if (in.member().equals("subscriptionId")) {
                subscriptionId = in.text();
            } else {
                in.skip();
            }
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(out, TYPE, inner -> inner.text("subscriptionId", subscriptionId));
    }
}
