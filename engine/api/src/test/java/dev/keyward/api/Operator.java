package dev.keyward.api;

import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.offers.Offer;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.records.Stages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What the operator does to the plan that a deployment begins with, and to subscriptions.
public final class Operator {
    public static final Supplier<byte[]> EVIDENCE = () -> "{}".getBytes(StandardCharsets.UTF_8);

    private final Engine engine;
    private final Directory directory;

    public Operator(Engine engine) {
        this.engine = engine;
        this.directory = engine.directory();
    }

    public void noKeyVaults() {
        plan(List.of());
    }

    public void unlimited(String location) {
        plan(List.of(Quota.unlimited(location).id()));
    }

    public void limited(String location, Limits limits) {
        Quota quota = new Quota(location, "Small", limits);
        await(directory.catalogue().put(quota, EVIDENCE));
        plan(List.of(quota.id()));
    }

    private void plan(List<QuotaId> quotas) {
        Plan plan = directory.catalogue().plan("key-vault").orElseThrow();
        await(
                directory
                        .catalogue()
                        .put(
                                new Plan(plan.name(), plan.description(), quotas, plan.skuIds()),
                                EVIDENCE));
    }

    public void state(UUID id, Subscription.State state) {
        Subscription subscription = subscription(id);
        await(
                directory
                        .subscribing()
                        .change(
                                subscription,
                                subscription.with(subscription.displayName(), state),
                                EVIDENCE));
    }

    public Subscription subscription(UUID id) {
        return directory.tenancy().subscription(id).orElseThrow();
    }

    /// Another subscription of the administrator, on the offer that a deployment begins with.
    public UUID give() {
        Subscription first = subscription(engine.deployment().subscription());
        Subscription another =
                new Subscription(
                        UUID.randomUUID(),
                        first.tenant(),
                        "Another",
                        Subscription.State.ENABLED,
                        first.owners(),
                        Set.of(),
                        Map.of(),
                        Subscription.Side.TENANT,
                        first.terms());
        return await(directory.subscribing().give(another, EVIDENCE)).id();
    }

    public void delete(UUID id) {
        Stages.join(engine.work().deletion().begin(subscription(id), EVIDENCE));
        engine.work().housekeeping().soon();
    }

    /// Names of all there are.
    public List<String> offers() {
        return directory.catalogue().offers().stream().map(Offer::name).toList();
    }

    /// Of all subscriptions, how many are of a side.
    public long count(Subscription.Side side) {
        return directory.tenancy().subscriptions().stream()
                .filter(each -> each.side() == side)
                .count();
    }

    /// Has done what is due.
    public void round() {
        engine.work().housekeeping().soon();
    }

    public Optional<Subscription.State> stateOf(UUID id) {
        return directory.tenancy().subscription(id).map(Subscription::state);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
