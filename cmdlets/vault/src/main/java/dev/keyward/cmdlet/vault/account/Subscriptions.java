package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.wire.arm.SubscriptionResource;

/// Finds a subscription by what users call it.
final class Subscriptions {
    private Subscriptions() {}

    /// @param text id or name
    /// @throws Refusal in the module's words if there's none
    static SubscriptionResource named(Connection connection, String text) {
        return connection.resources().subscriptions().stream()
                .filter(it ->
                        it.subscriptionId().equalsIgnoreCase(text)
                                || it.displayName().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(
                                "Please provide a valid tenant or a valid subscription. '%s' is none of %s's."
                                        .formatted(text, connection.account().id())));
    }
}
