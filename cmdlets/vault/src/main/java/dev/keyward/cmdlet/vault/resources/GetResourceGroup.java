package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TagFilter;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.ResourceGroupResource;

final class GetResourceGroup extends VaultCmdlet {
    GetResourceGroup() {
        super(
                Subject.RESOURCES,
                "Get-ResourceGroup",
                "Get-AzResourceGroup",
                "Get-AzureRmResourceGroup");
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
        for (ResourceGroupResource group : subscription.resourceGroups()) {
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
