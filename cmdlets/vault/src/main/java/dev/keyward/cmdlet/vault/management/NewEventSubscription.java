package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.EventShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class NewEventSubscription extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";
    private static final String ID = "ByResourceId";

    NewEventSubscription() {
        super(
                Names.of("New-EventSubscription"),
                "Has a webhook told of a vault's events; the server calls only hosts that its settings name.",
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
                                Parameter.of("Name", TypeToken.STRING)
                                        .required()
                                        .at(1)
                                        .help("3 to 64 letters, digits and hyphens."),
                                Parameter.of("Endpoint", TypeToken.STRING)
                                        .required()
                                        .at(2)
                                        .help("An https URL, which has to agree first."),
                                Parameter.of("EventType", TypeToken.STRINGS)
                                        .aka("IncludedEventType")
                                        .help(
                                                "Such as Microsoft.KeyVault.SecretNewVersionCreated; all if left out."))
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("EventSubscription"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See what would be done",
                        "New-EventSubscription demo watch https://hooks.example.org/vault -WhatIf",
                        "What if: Performing the operation \"Create event subscription\" on target \"watch\"."));
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (!run.goesOn(name, "Create event subscription")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        run.write(
                EventShapes.subscription(
                        lookup.subscription()
                                .vaults()
                                .putEventSubscription(
                                        vault.resourceGroup(),
                                        vault.name(),
                                        name,
                                        run.required("Endpoint"),
                                        run.arguments().texts("EventType")),
                        vault.name(),
                        vault.resourceGroup()));
    }
}
