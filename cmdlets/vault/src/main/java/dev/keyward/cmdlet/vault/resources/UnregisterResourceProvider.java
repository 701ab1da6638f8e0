package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UnregisterResourceProvider extends VaultCmdlet {
    UnregisterResourceProvider() {
        super(
                Subject.RESOURCES,
                "Unregister-ResourceProvider",
                "Unregister-AzResourceProvider",
                "Unregister-AzureRmResourceProvider");
    }

    @Override
    protected void run(Run run) {
        String namespace = run.required("ProviderNamespace");
        if (run.goesOn(namespace, "Unregister resource provider")) {
            run.write(
                    ResourceShapes.whole(run.connection().inSubscription().unregister(namespace)));
        }
    }
}
