package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.Discovery;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Objects;

/// A function of AzureStack-Tools that many tutorials begin with.
final class GetAzsDirectoryTenantId extends VaultCmdlet {
    private static final String AAD = "AzureActiveDirectory";
    private static final String ADFS = "ADFS";

    GetAzsDirectoryTenantId() {
        super(
                Names.of("Get-DirectoryTenantId", "Get-AzsDirectoryTenantId"),
                "Gets the id of a tenant that's known by its domain.",
                Signature.of(
                                Parameter.of("AADTenantName", TypeToken.STRING)
                                        .inSets(AAD)
                                        .required()
                                        .at(0),
                                Parameter.flag("ADFS").inSets(ADFS).required(),
                                Parameter.of("EnvironmentName", TypeToken.STRING).required().at(1))
                        .defaultSet(AAD)
                        .giving("String"));
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
        String tenant = Objects.requireNonNullElse(run.text("AADTenantName"), "adfs");
        run.write(
                Discovery.tenantId(
                                deployment.transport(),
                                deployment.environment(),
                                tenant,
                                connections.pause())
                        .orElseThrow(() -> Refusal.of("'" + tenant + "' isn't a tenant's domain")));
    }
}
