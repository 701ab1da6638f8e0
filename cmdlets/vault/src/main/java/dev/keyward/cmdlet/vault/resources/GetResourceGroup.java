package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.SubscriptionCalls;
import dev.keyward.client.SubscriptionCalls.ResourceGroup;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TagFilter;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetResourceGroup extends VaultCmdlet {
    private static final String NAME = "GetByResourceGroupName";
    private static final String ID = "GetByResourceGroupId";

    GetResourceGroup() {
        super(
                Names.of("Get-ResourceGroup", "Get-AzResourceGroup", "Get-AzureRmResourceGroup"),
                "Gets resource groups.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .aka("ResourceGroupName")
                                        .inSets(NAME)
                                        .at(0)
                                        .byPropertyName()
                                        .completedBy(Completions::resourceGroups),
                                Parameter.of("Location", TypeToken.STRING).at(1).byPropertyName(),
                                Parameter.of("Tag", TypeToken.HASHTABLE)
                                        .inSets(NAME)
                                        .byPropertyName(),
                                Parameter.of("Id", TypeToken.STRING)
                                        .aka("ResourceGroupId", "ResourceId")
                                        .inSets(ID)
                                        .byPropertyName(),
                                Parameter.flag("ExpandProperties"),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .defaultSet(NAME)
                        .giving("PSResourceGroup"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "The names of all groups",
                        "(Get-ResourceGroup).ResourceGroupName",
                        "demo"));
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = run.connection().inSubscription();
        String id = run.text("Id");
        String name = id == null ? run.text("Name") : lastSegment(id);
        if (name != null && !Wildcard.isPattern(name)) {
            run.write(
                    ResourceShapes.group(
                            subscription
                                    .findResourceGroup(name)
                                    .orElseThrow(() ->
                                            Refusal.of(
                                                    "Provided resource group does not exist."))));
            return;
        }
        Wildcard pattern = Wildcard.of(name == null ? "*" : name);
        String location = run.text("Location");
        TagFilter tags = TagFilter.of(run, "Tag");
        for (ResourceGroup group : subscription.resourceGroups()) {
            if (pattern.matches(group.name())
                    && (location == null || location.equalsIgnoreCase(group.location()))
                    && tags.matches(group.tags())) {
                run.write(ResourceShapes.group(group));
            }
        }
    }

    static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
