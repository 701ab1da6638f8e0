package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;
import java.util.Objects;

final class SetResourceGroup extends VaultCmdlet {
    SetResourceGroup() {
        super(
                Subject.RESOURCES,
                "Set-ResourceGroup",
                "Set-AzResourceGroup",
                "Set-AzureRmResourceGroup");
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
