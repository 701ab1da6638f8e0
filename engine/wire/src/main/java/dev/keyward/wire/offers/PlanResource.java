package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan (tenancy.md, section 3.1), as it is sent and as it is answered.
///
/// @param quotaIds ARM ids
/// @param subscriptionCount how many subscriptions have it; of answers alone
public record PlanResource(
        Envelope envelope,
        Labels labels,
        List<String> quotaIds,
        List<String> skuIds,
        @Nullable Long subscriptionCount)
        implements WireBody {
    public static final String TYPE = "Microsoft.Subscriptions.Admin/plans";

    public PlanResource {
        quotaIds = List.copyOf(quotaIds);
        skuIds = List.copyOf(skuIds);
    }

    public static PlanResource parse(byte[] json) {
        return JsonReader.parse(json, PlanResource::read);
    }

    public static PlanResource read(JsonReader in) {
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new PlanResource(
                envelope,
                properties.labels.whole(),
                properties.quotaIds,
                properties.skuIds,
                properties.subscriptionCount);
    }

    private static final class Properties {
        private final Labels.Reading labels = new Labels.Reading();
        private List<String> quotaIds = List.of();
        private List<String> skuIds = List.of();
        private @Nullable Long subscriptionCount;

        void take(JsonReader in) {
            switch (in.member()) {
                case "quotaIds" -> quotaIds = in.texts();
                case "skuIds" -> skuIds = in.texts();
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
                    inner.texts("quotaIds", quotaIds);
                    inner.texts("skuIds", skuIds);
                    inner.number("subscriptionCount", subscriptionCount);
                });
    }
}
