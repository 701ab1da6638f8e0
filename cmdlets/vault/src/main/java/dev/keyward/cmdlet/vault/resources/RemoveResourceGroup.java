package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveResourceGroup extends VaultCmdlet {
    RemoveResourceGroup() {
        super(
                Subject.RESOURCES,
                "Remove-ResourceGroup",
                "Remove-AzResourceGroup",
                "Remove-AzureRmResourceGroup");
    }

    @Override
    protected void run(Run run) {
        String id = run.text("Id");
        String name = id == null ? run.required("Name") : GetResourceGroup.lastSegment(id);
        if (run.goesOn(
                name,
                "Removing resource group ...",
                "Are you sure you want to remove resource group '" + name + "'")) {
            run.connection().inSubscription().deleteResourceGroup(name);
            run.write(true);
        }
    }
}
