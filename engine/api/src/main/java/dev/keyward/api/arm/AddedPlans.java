package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.offers.AcquiredPlan;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Guids;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.offers.AcquiredPlanBody;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Plans that were added to a subscription (tenancy.md, section 3.4), for its own people and for
/// the operator, who differ in how they call plans and which they may add. The path names one as
/// `{acquisition}`.
public final class AddedPlans {
    private final Subscribing subscribing;
    private final Function<String, String> planId;

    /// @param planId what a plan of a canonical name is called in answers
    public AddedPlans(Subscribing subscribing, Function<String, String> planId) {
        this.subscribing = subscribing;
        this.planId = planId;
    }

    public ApiResponse list(Exchange exchange, Subscription subscription) {
        return Pages.of(
                exchange,
                subscribing.acquired(subscription.id()).stream()
                        .sorted(Comparator.comparing(each -> each.id().toString()))
                        .toList(),
                each -> each.id().toString(),
                this::body);
    }

    public ApiResponse get(Exchange exchange, Subscription subscription) {
        AcquiredPlan acquired =
                found(exchange, subscription)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.ResourceNotFound(
                                                "Microsoft.Subscriptions/acquiredPlans",
                                                Printable.name(exchange.path("acquisition")),
                                                "<null>")));
        return ApiResponse.json(200, body(acquired).toJson());
    }

    /// @param plan canonical name
    /// @param add adds it, with the evidence
    public ApiResponse put(
            Exchange exchange,
            Subscription subscription,
            String plan,
            BiFunction<AcquiredPlan, Supplier<byte[]>, CompletionStage<AcquiredPlan>> add) {
        UUID id = Guids.parse("acquisitionId", exchange.path("acquisition"));
        Optional<AcquiredPlan> before = found(exchange, subscription);
        if (before.isPresent()) {
            if (!before.get().plan().equals(plan)) {
                throw new VaultException(
                        new VaultError.BadParameter("planId", "the plan that was acquired"));
            }
            return ApiResponse.json(200, body(before.get()).toJson());
        }
        AcquiredPlan wanted =
                new AcquiredPlan(
                        id,
                        subscription.id(),
                        plan,
                        AcquiredPlanBody.parse(exchange.body()).externalReferenceId(),
                        exchange.received());
        exchange.await(add.apply(wanted, exchange.evidence(201)));
        return ApiResponse.json(201, body(wanted).toJson());
    }

    public ApiResponse remove(Exchange exchange, Subscription subscription) {
        return remove(exchange, subscription, _ -> {});
    }

    ApiResponse remove(Exchange exchange, Subscription subscription, NeededPlans needed) {
        return remove(exchange, subscription, plan -> needed.requireFree(subscription, plan));
    }

    private ApiResponse remove(
            Exchange exchange, Subscription subscription, Consumer<AcquiredPlan> check) {
        Optional<AcquiredPlan> before = found(exchange, subscription);
        if (before.isEmpty()) {
            return ApiResponse.empty(204);
        }
        check.accept(before.get());
        exchange.await(subscribing.remove(before.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private Optional<AcquiredPlan> found(Exchange exchange, Subscription subscription) {
        String id = exchange.path("acquisition");
        return Guids.isGuid(id)
                ? subscribing.acquired(subscription.id(), UUID.fromString(id))
                : Optional.empty();
    }

    private AcquiredPlanBody body(AcquiredPlan acquired) {
        return new AcquiredPlanBody(
                "/subscriptions/"
                        + acquired.subscription()
                        + "/providers/Microsoft.Subscriptions/subscriptions/"
                        + acquired.subscription()
                        + "/acquiredPlans/"
                        + acquired.id(),
                acquired.id().toString(),
                planId.apply(acquired.plan()),
                acquired.externalReferenceId(),
                acquired.time().toString());
    }
}
