package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.EventSubscription;
import dev.keyward.cmdlet.PsObject;

/// Event subscriptions as objects.
public final class EventShapes {
    private EventShapes() {}

    public static PsObject subscription(
            EventSubscription subscription, String vault, String resourceGroup) {
        PsObject object =
                new PsObject(Types.EVENT_SUBSCRIPTION)
                        .set("VaultName", vault)
                        .set("ResourceGroupName", resourceGroup)
                        .set("Name", subscription.name())
                        .set("Endpoint", subscription.endpoint())
                        .set("EventTypes", subscription.types().toArray(Object[]::new))
                        .set("Id", subscription.id());
        if (subscription.signingSecret() != null) {
            object.set("SigningSecret", subscription.signingSecret());
        }
        return object;
    }
}
