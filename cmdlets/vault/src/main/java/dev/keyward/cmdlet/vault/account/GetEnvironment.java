package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetEnvironment extends VaultCmdlet {
    GetEnvironment() {
        super(Subject.ACCOUNT, "Get-Environment", "Get-AzEnvironment", "Get-AzureRmEnvironment");
    }

    @Override
    protected void run(Run run) {
        String name = run.text("Name");
        for (Deployment deployment : run.connections().deployments()) {
            if (name == null || name.equalsIgnoreCase(deployment.environment().name())) {
                run.write(AccountShapes.deployment(deployment));
            }
        }
    }
}
