package dev.keyward.api.operator;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.offers.Metric;
import java.util.List;

/// The one metric of plans and offers: how many subscriptions have them at this moment.
final class SubscriptionCount {
    private static final Metric.Definition DEFINITION =
            new Metric.Definition("SubscriptionCount", "Subscriptions");

    private SubscriptionCount() {}

    static ApiResponse value(Exchange exchange, long count) {
        return ApiResponse.json(
                200,
                ArmList.of(
                                List.of(
                                        new Metric(
                                                DEFINITION.name(),
                                                DEFINITION.label(),
                                                exchange.received().toString(),
                                                count)))
                        .toJson());
    }

    static ApiResponse definition() {
        return ApiResponse.json(200, ArmList.of(List.of(DEFINITION)).toJson());
    }
}
