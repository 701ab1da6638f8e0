package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveEnvironment extends VaultCmdlet {
    RemoveEnvironment() {
        super(
                Subject.ACCOUNT,
                "Remove-Environment",
                "Remove-AzEnvironment",
                "Remove-AzureRmEnvironment");
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
            run.write(AccountShapes.deployment(gone));
        }
    }
}
