package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer (tenancy.md, section 3.2), as it is sent and as it is answered.
///
/// @param state `Private`, `Public` or `Decommissioned`
/// @param basePlanIds ARM ids
/// @param maxSubscriptionsPerAccount 0 for as many as somebody likes
/// @param subscriptionCount how many subscriptions are on it; of answers alone
public record OfferResource(
        Envelope envelope,
        Labels labels,
        @Nullable String state,
        List<String> basePlanIds,
        List<AddOn> addonPlans,
        @Nullable Integer maxSubscriptionsPerAccount,
        @Nullable Long subscriptionCount)
        implements WireBody {
    public static final String TYPE = "Microsoft.Subscriptions.Admin/offers";

    public OfferResource {
        basePlanIds = List.copyOf(basePlanIds);
        addonPlans = List.copyOf(addonPlans);
    }

    /// A plan that subscribers may add.
    ///
    /// @param planId ARM id
    /// @param maxAcquisitionCount how often a subscription may; once if absent
    public record AddOn(String planId, @Nullable Integer maxAcquisitionCount) implements WireBody {
        static AddOn read(JsonReader in) {
            String planId = null;
            Integer count = null;
            while (in.next()) {
                switch (in.member()) {
                    case "planId" -> planId = in.text();
                    case "maxAcquisitionCount" -> count = in.integer();
                    default -> in.skip();
                }
            }
            return new AddOn(Required.member("addonPlans.planId", planId), count);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("planId", planId);
            out.number("maxAcquisitionCount", maxAcquisitionCount);
        }
    }

    public static OfferResource parse(byte[] json) {
        return JsonReader.parse(json, OfferResource::read);
    }

    public static OfferResource read(JsonReader in) {
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new OfferResource(
                envelope,
                properties.labels.whole(),
                properties.state,
                properties.basePlanIds,
                properties.addonPlans,
                properties.maxSubscriptionsPerAccount,
                properties.subscriptionCount);
    }

    private static final class Properties {
        private final Labels.Reading labels = new Labels.Reading();
        private @Nullable String state;
        private List<String> basePlanIds = List.of();
        private List<AddOn> addonPlans = List.of();
        private @Nullable Integer maxSubscriptionsPerAccount;
        private @Nullable Long subscriptionCount;

        void take(JsonReader in) {
            switch (in.member()) {
                case "state" -> state = in.text();
                case "basePlanIds" -> basePlanIds = in.texts();
                case "addonPlans" -> addonPlans = in.objects(AddOn::read);
                case "maxSubscriptionsPerAccount" -> maxSubscriptionsPerAccount = in.integer();
                case "subscriptionCount" -> subscriptionCount = in.number();
                default -> labels.take(in);
            }
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(
                out,
                TYPE,
                inner -> {
                    labels.write(inner);
                    inner.text("state", state);
                    inner.texts("basePlanIds", basePlanIds);
                    inner.objects("addonPlans", addonPlans);
                    inner.number("maxSubscriptionsPerAccount", maxSubscriptionsPerAccount);
                    inner.number("subscriptionCount", subscriptionCount);
                });
    }
}
