package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.ResourceClient.Tenant;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetTenant extends VaultCmdlet {
    GetTenant() {
        super(
                Names.of(
                        "Get-Tenant",
                        "Get-AzTenant",
                        "Get-AzDomain",
                        "Get-AzureRmTenant",
                        "Get-AzureRmDomain"),
                "Gets the directories of the account that's signed in.",
                Signature.of(
                                Parameter.of("TenantId", TypeToken.STRING)
                                        .aka("Domain", "Tenant")
                                        .at(0)
                                        .byPropertyName())
                        .giving("PSAzureTenant"));
    }

    @Override
    protected void run(Run run) {
        String wanted = run.text("TenantId");
        for (Tenant tenant : run.connection().resources().tenants()) {
            if (wanted == null
                    || wanted.equalsIgnoreCase(tenant.id())
                    || wanted.equalsIgnoreCase(tenant.domain())) {
                run.write(AccountShapes.tenant(tenant));
            }
        }
    }
}
