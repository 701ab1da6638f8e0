package dev.keyward.api.arm;

import dev.keyward.directory.tenancy.Subscription;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Deletes a subscription with all that is in it: shut at once, emptied and removed soon.
@FunctionalInterface
public interface SubscriptionEnd {
    /// @return once it is shut; fails with `InUse` while something of it must stay
    CompletionStage<Subscription> begin(Subscription subscription, Supplier<byte[]> evidence);
}
