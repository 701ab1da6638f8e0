package dev.keyward.api.operator;

import dev.keyward.directory.offers.Description;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// A kind of what the operator keeps in resource groups: plans, or offers. Names are used once in a
/// deployment, whatever the group.
interface Kept<T> {
    /// What stands in the path, such as `plans`.
    String word();

    /// By name.
    List<T> all();

    Optional<T> find(String name);

    String name(T one);

    Description description(T one);

    /// How many subscriptions have it.
    long subscriptionCount(T one);

    CompletionStage<T> delete(T one, Supplier<byte[]> evidence);

    WireBody resource(UUID provider, T one);
}
