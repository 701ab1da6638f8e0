package dev.keyward.api;

import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.tenancy.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What the operator does to the plan that a deployment begins with, and to subscriptions.
public final class Operator {
    public static final Supplier<byte[]> EVIDENCE = () -> "{}".getBytes(StandardCharsets.UTF_8);

    private final Directory directory;

    public Operator(Engine engine) {
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

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
