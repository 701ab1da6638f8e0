package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveEnvironment extends VaultCmdlet {
    RemoveEnvironment() {
        super(
                Names.of("Remove-Environment", "Remove-AzEnvironment", "Remove-AzureRmEnvironment"),
                "Forgets a server.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .required()
                                        .at(0)
                                        .byPropertyName(),
                                AccountParameters.scope(),
                                Parameter.flag("Force"))
                        .changing(ConfirmImpact.Medium)
                        .giving("PSAzureEnvironment"));
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (run.goesOn(name, "Remove Environment")) {
            Deployment gone =
                    run.connections()
                            .remove(name)
                            .orElseThrow(() ->
                                    Refusal.of(
                                            "Unable to find environment with name '%s'."
                                                    .formatted(name)));
            run.write(AccountShapes.environment(gone.environment()));
        }
    }
}
