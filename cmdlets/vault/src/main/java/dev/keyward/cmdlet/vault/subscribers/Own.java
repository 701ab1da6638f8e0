package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.shape.Run;

/// The caller's own subscription, which is worked in.
final class Own {
    private Own() {}

    /// The one that is named, else that of the context.
    static SubscriptionCalls subscription(Run run) {
        String id = run.text("SubscriptionId");
        return id == null ? run.connection().inSubscription() : run.connection().resources().in(id);
    }

    static String id(SubscriptionCalls subscription) {
        return subscription.id().substring(subscription.id().lastIndexOf('/') + 1);
    }
}
