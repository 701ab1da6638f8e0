package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.VaultHosts;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.connection.RemoteDeployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TrustOf;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.net.URI;
import java.util.Map;

final class AddEnvironment extends VaultCmdlet {
    AddEnvironment() {
        super(
                Subject.ACCOUNT,
                "Add-Environment",
                "Add-AzEnvironment",
                "Add-AzureRmEnvironment",
                "Add-AzsEnvironment");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "adding environment")) {
            return;
        }
        Connections connections = run.connections();
        Deployment deployment =
                EnvironmentArguments.changed(run, deployment(run, connections, name));
        connections.add(deployment);
        run.write(AccountShapes.deployment(deployment));
    }

    private static Deployment deployment(Run run, Connections connections, String name) {
        String arm = run.text("ARMEndpoint");
        if (arm != null) {
            return RemoteDeployment.open(
                    name, ConnectServer.server(arm), TrustOf.given(run), connections.pause());
        }
        String manager = run.text("ResourceManagerEndpoint");
        String login = run.text("ActiveDirectoryEndpoint");
        if (manager == null || login == null) {
            throw Refusal.of(
                    "give -ARMEndpoint, or -ResourceManagerEndpoint and -ActiveDirectoryEndpoint"
                            + " with the others");
        }
        String host = ConnectServer.server(manager).getAuthority();
        String suffix = "vault" + host.substring(Math.max(0, host.indexOf('.')));
        Environment environment =
                new Environment(
                        name,
                        URI.create(manager),
                        Environment.adminOf(URI.create(manager)),
                        URI.create(login),
                        URI.create("https://graph" + host.substring(host.indexOf('.'))),
                        manager,
                        manager,
                        new VaultHosts(suffix, "https://" + suffix));
        return new Deployment(environment, Transport.network(TrustOf.given(run), Map.of()));
    }
}
