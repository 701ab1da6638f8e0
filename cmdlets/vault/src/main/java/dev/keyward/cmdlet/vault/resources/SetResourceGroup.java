package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;
import java.util.Objects;

final class SetResourceGroup extends VaultCmdlet {
    private static final String NAME = "SetByResourceGroupName";
    private static final String ID = "SetByResourceGroupId";

    SetResourceGroup() {
        super(
                Names.of("Set-ResourceGroup", "Set-AzResourceGroup", "Set-AzureRmResourceGroup"),
                "Replaces a resource group's tags.",
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
                                        .required(),
                                Parameter.of("Tag", TypeToken.HASHTABLE)
                                        .aka("Tags")
                                        .required()
                                        .at(1)
                                        .byPropertyName()
                                        .allowing(new Parameter.Allows(true, false, true)),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .defaultSet(NAME)
                        .giving("PSResourceGroup"));
    }

    @Override
    protected void run(Run run) {
        String id = run.text("Id");
        String name = id == null ? run.required("Name") : GetResourceGroup.lastSegment(id);
        Map<String, String> tags = Objects.requireNonNullElse(run.tags("Tag"), Map.of());
        run.write(
                ResourceShapes.group(
                        run.connection().inSubscription().tagResourceGroup(name, tags)));
    }
}
