package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.offers.Portion;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.DirectoryTenantResource;

final class GetDirectoryTenant extends VaultCmdlet {
    GetDirectoryTenant() {
        super(Subject.SUBSCRIBERS, "Get-DirectoryTenant", "Get-AzsDirectoryTenant");
    }

    @Override
    protected void run(Run run) {
        Named<DirectoryTenantResource> tenants = TenantPlace.of(run).tenants();
        Portion.of(
                        run,
                        run.has("Name") || run.has("ResourceId")
                                ? tenants.find(TenantPlace.name(run)).stream()
                                : tenants.list().stream())
                .map(SubscriberShapes::tenant)
                .forEach(run::write);
    }
}
