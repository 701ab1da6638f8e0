package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.VaultResource;

final class RemoveEventSubscription extends VaultCmdlet {
    RemoveEventSubscription() {
        super(Subject.MANAGEMENT, "Remove-EventSubscription");
    }

    @Override
    protected void run(Run run) {
        PsObject input = run.inputObject();
        String name = input == null ? run.required("Name") : String.valueOf(input.get("Name"));
        if (!run.goesOn(name, "Remove event subscription")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        lookup.subscription()
                .vaults()
                .deleteEventSubscription(ResourceId.groupOf(vault.id()), vault.name(), name);
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }
}
