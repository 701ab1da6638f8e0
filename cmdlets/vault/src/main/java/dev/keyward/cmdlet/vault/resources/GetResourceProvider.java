package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.ProviderResource;
import java.util.List;

final class GetResourceProvider extends VaultCmdlet {
    GetResourceProvider() {
        super(
                Subject.RESOURCES,
                "Get-ResourceProvider",
                "Get-AzResourceProvider",
                "Get-AzureRmResourceProvider");
    }

    @Override
    protected void run(Run run) {
        SubscriptionCalls subscription = run.connection().inSubscription();
        if (run.has("ProviderNamespace")) {
            // One object a resource type: that's what the article shows.
            for (String namespace : run.arguments().texts("ProviderNamespace")) {
                ResourceShapes.perType(subscription.provider(namespace))
                        .filter(it -> isIn(run, it))
                        .forEach(run::write);
            }
            return;
        }
        for (ProviderResource provider : subscription.providers()) {
            boolean shown =
                    run.flag("ListAvailable") || "Registered".equals(provider.registrationState());
            if (shown) {
                run.write(ResourceShapes.whole(provider));
            }
        }
    }

    private static boolean isIn(Run run, PsObject provider) {
        String location = run.text("Location");
        if (location == null) {
            return true;
        }
        return provider.get("Locations") instanceof String[] locations
                && List.of(locations).stream().anyMatch(location::equalsIgnoreCase);
    }
}
