package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.EventShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.VaultResource;

final class NewEventSubscription extends VaultCmdlet {
    NewEventSubscription() {
        super(Subject.MANAGEMENT, "New-EventSubscription");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create event subscription")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        run.write(
                EventShapes.subscription(
                        lookup.subscription()
                                .vaults()
                                .putEventSubscription(
                                        ResourceId.groupOf(vault.id()),
                                        vault.name(),
                                        name,
                                        run.required("Endpoint"),
                                        run.arguments().texts("EventType")),
                        vault.name(),
                        ResourceId.groupOf(vault.id())));
    }
}
