package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class NewResourceGroup extends VaultCmdlet {
    NewResourceGroup() {
        super(
                Subject.RESOURCES,
                "New-ResourceGroup",
                "New-AzResourceGroup",
                "New-AzureRmResourceGroup");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = run.connection().inSubscription();
        String name = run.required("Name");
        if (!run.goesOn(name, "Replacing resource group ...")) {
            return;
        }
        boolean settled = run.flag("Force") || subscription.findResourceGroup(name).isEmpty();
        if (settled
                || run.invocation()
                        .shouldContinue(
                                "Provided resource group already exists. Are you sure you want to update it?",
                                "Confirm")) {
            run.write(
                    ResourceShapes.group(
                            subscription.putResourceGroup(
                                    name, run.required("Location"), run.tags("Tag"))));
        }
    }
}
