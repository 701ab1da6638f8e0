package dev.keyward.api.administration;

import dev.keyward.api.deployment.TimeWatch;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.wire.ClockState;
import dev.keyward.wire.RefusedRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The time that a deployment goes by (decision 29); for owners of its first subscription:
///
/// `GET /subscriptions/{s}/providers/Keyward.Clock/time` tells how the machine's clock stands.
/// `POST .../time/confirm` with `{"time":"2026-11-26T21:00:00Z"}` says that it is right, ahead or
/// behind as it may be; the time given is that of another clock, and 409 where the two differ by
/// more than a minute.
public final class ClockRoutes {
    private static final String TIME = "/subscriptions/{subscription}/providers/Keyward.Clock/time";
    private static final String READ = "Keyward.Clock/time/read";
    private static final String CONFIRM = "Keyward.Clock/time/confirm/action";

    private final TimeWatch watch;
    private final DeploymentOwners owners;

    public ClockRoutes(TimeWatch watch, DeploymentOwners owners) {
        this.watch = watch;
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        TIME,
                        Operation.signedIn(READ, Category.ADMINISTRATIVE, Cost.STORE, this::get)),
                Route.post(
                        TIME + "/confirm",
                        Operation.signedIn(
                                CONFIRM, Category.ADMINISTRATIVE, Cost.STORE, this::confirm)));
    }

    private ApiResponse get(Exchange exchange) {
        owners.requireOwner(exchange, READ);
        return answer();
    }

    private ApiResponse confirm(Exchange exchange) {
        owners.requireOwner(exchange, CONFIRM);
        Instant said = ClockState.Confirmation.parse(exchange.body()).time();
        TimeWatch.Status before = watch.status();
        exchange.audit()
                .extra(
                        AuditFields.Extra.REASON,
                        "certain until now: "
                                + second(before.certain())
                                + ", the clock: "
                                + second(before.wall()));
        if (watch.confirm(said, exchange.evidence(200)).isEmpty()) {
            throw new RefusedRequest(
                    409,
                    "ClocksDiffer",
                    "The server's clock says "
                            + second(before.wall())
                            + ", not "
                            + second(said)
                            + ". Set the one that is wrong.");
        }
        return answer();
    }

    private ApiResponse answer() {
        TimeWatch.Status now = watch.status();
        return ApiResponse.json(
                200,
                new ClockState(
                                now.time(),
                                now.wall(),
                                now.certain(),
                                now.standing().name(),
                                now.confirmedAt())
                        .toJson());
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
