package dev.keyward.cmdlet.vault.resources;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RegisterResourceProvider extends VaultCmdlet {
    RegisterResourceProvider() {
        super(
                Names.of(
                        "Register-ResourceProvider",
                        "Register-AzResourceProvider",
                        "Register-AzureRmResourceProvider"),
                "Lets a subscription make resources of a provider.",
                Signature.of(
                                Parameter.of("ProviderNamespace", TypeToken.STRING)
                                        .required()
                                        .byPropertyName(),
                                Parameter.flag("AsJob").help("Accepted; it's done at once."),
                                Parameter.of("ConsentToPermissions", TypeToken.BOOL)
                                        .byPropertyName(),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .changing(ConfirmImpact.Medium)
                        .giving("PSResourceProvider"));
    }

    @Override
    protected void run(Run run) {
        String namespace = run.required("ProviderNamespace");
        if (run.goesOn(namespace, "Register resource provider")) {
            run.write(ResourceShapes.whole(run.connection().inSubscription().register(namespace)));
        }
    }
}
