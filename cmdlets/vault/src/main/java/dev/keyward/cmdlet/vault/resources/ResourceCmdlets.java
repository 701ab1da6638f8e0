package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for resource providers and groups.
public final class ResourceCmdlets {
    private ResourceCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new GetResourceProvider(),
                new RegisterResourceProvider(),
                new UnregisterResourceProvider(),
                new NewResourceGroup(),
                new GetResourceGroup(),
                new SetResourceGroup(),
                new RemoveResourceGroup(),
                new GetRegion());
    }
}
