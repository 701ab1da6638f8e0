package dev.keyward.wire.offers;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// A number that is told of a plan or offer, as it is at this moment.
///
/// @param name such as `SubscriptionCount`
/// @param time ISO 8601
public record Metric(String name, String label, String time, long value) implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        new Definition(name, label).writeName(out);
        out.text("metricUnit", "Count");
        out.text("startTime", time);
        out.text("endTime", time);
        out.objects(
                "metricValues",
                List.of(point -> {
                    point.text("timeStamp", time);
                    point.number("last", value);
                }));
    }

    /// That there is such a number.
    public record Definition(String name, String label) implements WireBody {
        private void writeName(JsonWriter out) {
            out.object(
                    "name",
                    inner -> {
                        inner.text("value", name);
                        inner.text("localizedValue", label);
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            writeName(out);
            out.text("metricUnit", "Count");
            out.text("primaryAggregationType", "Last");
        }
    }
}
