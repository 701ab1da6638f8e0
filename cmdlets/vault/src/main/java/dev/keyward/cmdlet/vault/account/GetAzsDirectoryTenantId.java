package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Discovery;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

/// A function of AzureStack-Tools that many tutorials begin with.
final class GetAzsDirectoryTenantId extends VaultCmdlet {
    GetAzsDirectoryTenantId() {
        super(Subject.ACCOUNT, "Get-DirectoryTenantId", "Get-AzsDirectoryTenantId");
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        String environment = run.required("EnvironmentName");
        Deployment deployment =
                connections
                        .deployment(environment)
                        .orElseThrow(() ->
                                Refusal.of(
                                        "Unable to find environment with name '%s'."
                                                .formatted(environment)));
        Discovery discovery =
                new Discovery(
                        deployment.transport(), deployment.environment(), connections.pause());
        if (run.flag("ADFS")) {
            run.write(
                    discovery
                            .adfsTenantId()
                            .orElseThrow(() ->
                                    Refusal.of(
                                            "'%s' doesn't say which its tenant is."
                                                    .formatted(environment))));
            return;
        }
        String tenant = run.required("AADTenantName");
        run.write(
                discovery
                        .tenantId(tenant)
                        .orElseThrow(() -> Refusal.of("'" + tenant + "' isn't a tenant's domain")));
    }
}
