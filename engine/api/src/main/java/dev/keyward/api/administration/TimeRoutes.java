package dev.keyward.api.administration;

import dev.keyward.api.deployment.ShiftedClock;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.model.CalendarSpan;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.ServerTime;
import java.time.Duration;
import java.util.List;

/// Lets a development server's time pass, so that users can test their own handling of expiry; for
/// owners of its first subscription:
///
/// `POST /subscriptions/{s}/providers/Keyward.Development/time/advance` with `{"by":"P30D"}` (ISO
/// 8601) moves the time on and does what has fallen due before it answers. `GET .../time` tells it.
public final class TimeRoutes {
    private static final String TIME =
            "/subscriptions/{subscription}/providers/Keyward.Development/time";
    private static final String ACTION = "Keyward.Development/time/";
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ShiftedClock clock;
    private final DeploymentOwners owners;
    private final Runnable whatIsDue;

    /// @param whatIsDue does the background work of this moment
    public TimeRoutes(ShiftedClock clock, DeploymentOwners owners, Runnable whatIsDue) {
        this.clock = clock;
        this.owners = owners;
        this.whatIsDue = whatIsDue;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        TIME,
                        Operation.signedIn(
                                ACTION + "read", Category.ADMINISTRATIVE, Cost.STORE, this::get)),
                Route.post(
                        TIME + "/advance",
                        Operation.signedIn(
                                ACTION + "advance/action",
                                Category.ADMINISTRATIVE,
                                Cost.STORE,
                                this::advance)));
    }

    private ApiResponse get(Exchange exchange) {
        owners.requireOwner(exchange, ACTION + "read");
        return answer();
    }

    private ApiResponse advance(Exchange exchange) {
        owners.requireOwner(exchange, ACTION + "advance/action");
        CalendarSpan by = CalendarSpan.parse("by", ServerTime.Step.parse(exchange.body()).by());
        if (clock.shift().plus(by.approximate()).compareTo(LONGEST) > 0) {
            throw new RefusedRequest(400, "BadRequest", "by must be a century at most in all");
        }
        clock.advanceTo(by.after(clock.instant()));
        whatIsDue.run();
        return answer();
    }

    private ApiResponse answer() {
        return ApiResponse.json(
                200, new ServerTime(clock.instant(), clock.shift().toString()).toJson());
    }
}
