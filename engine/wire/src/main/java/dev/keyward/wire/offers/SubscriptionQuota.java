package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A quota of subscriptions themselves: whose plan has it may offer on to others.
public record SubscriptionQuota(Envelope envelope, boolean allowCustomPortalBranding)
        implements WireBody {
    public static SubscriptionQuota read(JsonReader in) {
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new SubscriptionQuota(envelope, properties.branding);
    }

    private static final class Properties {
        private boolean branding;

        void take(JsonReader in) {
            if (in.member().equals("allowCustomPortalBranding")) {
                branding = in.bool();
            } else {
                in.skip();
            }
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(
                out,
                "Microsoft.Subscriptions.Admin/locations/quotas",
                inner -> inner.bool("allowCustomPortalBranding", allowCustomPortalBranding));
    }
}
