package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.EventSubscription;
import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultResourceCalls;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.EventShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetEventSubscription extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";
    private static final String ID = "ByResourceId";

    GetEventSubscription() {
        super(
                Names.of("Get-EventSubscription"),
                "Gets the webhooks that are told of a vault's events.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .inSets(NAME)
                                        .required()
                                        .at(0)
                                        .completedBy(Completions::vaults)
                                        .help("Name of the vault."),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(ID),
                                Parameters.resourceGroupName().inSets(NAME),
                                Parameter.of("Name", TypeToken.STRING).at(1))
                        .defaultSet(NAME)
                        .giving("EventSubscription"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Nobody is told unless asked for",
                        "@(Get-EventSubscription demo).Count",
                        "0"));
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        found(lookup.subscription().vaults(), vault, run.text("Name"))
                .forEach(it ->
                        run.write(
                                EventShapes.subscription(it, vault.name(), vault.resourceGroup())));
    }

    private static Stream<EventSubscription> found(
            VaultResourceCalls calls, VaultResource vault, @Nullable String name) {
        if (name != null && !Wildcard.isPattern(name)) {
            return calls.findEventSubscription(vault.resourceGroup(), vault.name(), name).stream();
        }
        return calls.eventSubscriptions(vault.resourceGroup(), vault.name()).stream()
                .filter(it -> name == null || Wildcard.of(name).matches(it.name()));
    }
}
