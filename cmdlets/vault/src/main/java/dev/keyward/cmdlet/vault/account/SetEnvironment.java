package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.connection.RemoteDeployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TrustOf;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class SetEnvironment extends VaultCmdlet {
    SetEnvironment() {
        super(Subject.ACCOUNT, "Set-Environment", "Set-AzEnvironment", "Set-AzureRmEnvironment");
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        String name = run.required("Name");
        String arm = run.text("ARMEndpoint");
        Deployment old =
                arm == null
                        ? connections
                                .deployment(name)
                                .orElseThrow(() ->
                                        Refusal.of(
                                                "Unable to find environment with name '%s'."
                                                        .formatted(name)))
                        : RemoteDeployment.open(
                                name,
                                ConnectServer.server(arm),
                                TrustOf.given(run),
                                connections.pause());
        if (!run.goesOn(name, "updating environment")) {
            return;
        }
        Deployment changed = EnvironmentArguments.changed(run, old);
        connections.add(changed);
        run.write(AccountShapes.deployment(changed));
    }
}
