package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveResourceGroup extends VaultCmdlet {
    private static final String NAME = "RemoveByResourceGroupName";
    private static final String ID = "RemoveByResourceGroupId";

    RemoveResourceGroup() {
        super(
                Names.of(
                        "Remove-ResourceGroup",
                        "Remove-AzResourceGroup",
                        "Remove-AzureRmResourceGroup"),
                "Deletes a resource group with all it holds.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .aka("ResourceGroupName")
                                        .inSets(NAME)
                                        .required()
                                        .at(0)
                                        .byPropertyName()
                                        .completedBy(Completions::resourceGroups),
                                Parameter.of("Id", TypeToken.STRING)
                                        .aka("ResourceGroupId", "ResourceId")
                                        .inSets(ID)
                                        .required()
                                        .byPropertyName(),
                                Parameters.force(),
                                Parameter.flag("AsJob").help("Accepted; it's done at once."),
                                Parameter.of("ForceDeletionType", TypeToken.STRING),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("Boolean"));
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
