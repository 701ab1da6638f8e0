package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.ProviderResource;
import dev.keyward.wire.offers.LocationResource;
import java.util.List;

final class GetRegion extends VaultCmdlet {
    GetRegion() {
        super(Subject.RESOURCES, "Get-Region", "Get-AzLocation", "Get-AzureRmLocation");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = run.connection().inSubscription();
        List<ProviderResource> providers = subscription.providers().stream().toList();
        for (LocationResource location : subscription.locations()) {
            run.write(ResourceShapes.region(location.name(), in(providers, location.name())));
        }
    }

    private static List<String> in(List<ProviderResource> providers, String location) {
        return providers.stream()
                .filter(it ->
                        it.resourceTypes().stream()
                                .anyMatch(type -> type.locations().contains(location)))
                .map(ProviderResource::namespace)
                .toList();
    }
}
