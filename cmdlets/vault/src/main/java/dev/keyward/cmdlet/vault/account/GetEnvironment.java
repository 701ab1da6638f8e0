package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetEnvironment extends VaultCmdlet {
    GetEnvironment() {
        super(
                Names.of("Get-Environment", "Get-AzEnvironment", "Get-AzureRmEnvironment"),
                "Gets the deployments that are known: the one in this process and servers.",
                Signature.of(Parameter.of("Name", TypeToken.STRING).at(0).byPropertyName())
                        .giving("PSAzureEnvironment"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("The one in this process", "(Get-Environment)[0].Name", "Keyward"));
    }

    @Override
    protected void run(Run run) {
        String name = run.text("Name");
        for (Deployment deployment : run.connections().deployments()) {
            if (name == null || name.equalsIgnoreCase(deployment.environment().name())) {
                run.write(AccountShapes.environment(deployment.environment()));
            }
        }
    }
}
