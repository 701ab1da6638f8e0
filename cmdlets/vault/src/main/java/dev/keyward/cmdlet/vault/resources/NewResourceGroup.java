package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.SubscriptionCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class NewResourceGroup extends VaultCmdlet {
    NewResourceGroup() {
        super(
                Names.of("New-ResourceGroup", "New-AzResourceGroup", "New-AzureRmResourceGroup"),
                "Makes a resource group.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .aka("ResourceGroupName")
                                        .required()
                                        .at(0)
                                        .byPropertyName(),
                                Parameter.of("Location", TypeToken.STRING)
                                        .required()
                                        .at(1)
                                        .byPropertyName(),
                                Parameters.tag().byPropertyName(),
                                Parameters.force(),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .changing(ConfirmImpact.Medium)
                        .giving("PSResourceGroup"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Make a group",
                        "(New-ResourceGroup extra local -Force).ProvisioningState",
                        "Succeeded"));
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
