package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A quota of subscriptions themselves: whose plan has it may offer on to others.
public record SubscriptionQuota(Envelope envelope, boolean allowCustomPortalBranding)
        implements WireBody {
    public static SubscriptionQuota read(JsonReader in) {
        Envelope.Reading envelope = new Envelope.Reading();
        boolean branding = false;
        while (in.next()) {
            if (in.member().equals("properties")) {
                branding = in.object(SubscriptionQuota::readBranding);
            } else {
                envelope.take(in);
            }
        }
        return new SubscriptionQuota(envelope.whole(), branding);
    }

    private static boolean readBranding(JsonReader in) {
        boolean branding = false;
        while (in.next()) {
            if (in.member().equals("allowCustomPortalBranding")) {
                branding = in.bool();
            } else {
                in.skip();
            }
        }
        return branding;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(out, "Microsoft.Subscriptions.Admin/locations/quotas");
        out.object(
                "properties",
                inner -> inner.bool("allowCustomPortalBranding", allowCustomPortalBranding));
    }
}
