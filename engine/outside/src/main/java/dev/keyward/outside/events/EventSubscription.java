package dev.keyward.outside.events;

import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.util.List;

/// Somebody who wants to be told what happens in a vault.
///
/// @param name of the subscription, in lower case
/// @param endpoint `https`
/// @param types such as `Microsoft.KeyVault.SecretNearExpiry`
/// @param secret signs what is sent; 32 bytes
public record EventSubscription(String name, URI endpoint, List<String> types, SecretBytes secret) {
    public EventSubscription {
        types = List.copyOf(types);
    }

    @Override
    public String toString() {
        return "EventSubscription[" + name + "]";
    }
}
