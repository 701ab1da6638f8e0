package dev.keyward.cmdlet.vault.resources;

import dev.keyward.client.SubscriptionCalls;
import dev.keyward.client.SubscriptionCalls.Provider;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ResourceShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetResourceProvider extends VaultCmdlet {
    private static final String LIST = "ListAvailable";
    private static final String ONE = "IndividualProvider";

    GetResourceProvider() {
        super(
                Names.of(
                        "Get-ResourceProvider",
                        "Get-AzResourceProvider",
                        "Get-AzureRmResourceProvider"),
                "Shows what a subscription is registered for.",
                Signature.of(
                                Parameter.of("ProviderNamespace", TypeToken.STRINGS)
                                        .inSets(ONE)
                                        .required()
                                        .byPropertyName(),
                                Parameter.flag("ListAvailable").inSets(LIST),
                                Parameter.of("Location", TypeToken.STRING),
                                OldParameters.apiVersion(),
                                OldParameters.pre())
                        .defaultSet(LIST)
                        .giving("PSResourceProvider"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Whether vaults can be made in this subscription",
                        "(Get-ResourceProvider -ProviderNamespace Microsoft.KeyVault)[0].RegistrationState",
                        "Registered"));
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
        for (Provider provider : subscription.providers()) {
            boolean shown =
                    run.flag("ListAvailable") || provider.registration().equals("Registered");
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
