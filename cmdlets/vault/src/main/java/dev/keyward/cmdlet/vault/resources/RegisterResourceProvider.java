package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RegisterResourceProvider extends VaultCmdlet {
    RegisterResourceProvider() {
        super(
                Subject.RESOURCES,
                "Register-ResourceProvider",
                "Register-AzResourceProvider",
                "Register-AzureRmResourceProvider");
    }

    @Override
    protected void run(Run run) {
        String namespace = run.required("ProviderNamespace");
        if (run.goesOn(namespace, "Register resource provider")) {
            run.write(ResourceShapes.whole(run.connection().inSubscription().register(namespace)));
        }
    }
}
