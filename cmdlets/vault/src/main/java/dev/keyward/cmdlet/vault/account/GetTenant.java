package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;

final class GetTenant extends VaultCmdlet {
    GetTenant() {
        super(
                Subject.ACCOUNT,
                "Get-Tenant",
                "Get-AzTenant",
                "Get-AzDomain",
                "Get-AzureRmTenant",
                "Get-AzureRmDomain");
    }

    @Override
    protected void run(Run run) {
        String wanted = run.text("TenantId");
        for (Tenant tenant : run.connection().resources().tenants()) {
            if (wanted == null
                    || wanted.equalsIgnoreCase(tenant.tenantId())
                    || wanted.equalsIgnoreCase(tenant.domain())) {
                run.write(AccountShapes.tenant(tenant));
            }
        }
    }
}
