package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.EventSubscriptionResource;

/// Event subscriptions as objects.
public final class EventShapes {
    private EventShapes() {}

    public static PsObject subscription(
            EventSubscriptionResource subscription, String vault, String resourceGroup) {
        PsObject object =
                new PsObject(Types.EVENT_SUBSCRIPTION)
                        .set("VaultName", vault)
                        .set("ResourceGroupName", resourceGroup)
                        .set("Name", subscription.name())
                        .set("Endpoint", subscription.endpointUrl())
                        .set("EventTypes", subscription.eventTypes().toArray(Object[]::new))
                        .set("Id", subscription.id());
        if (subscription.signingSecret() != null) {
            object.set("SigningSecret", subscription.signingSecret());
        }
        return object;
    }
}
