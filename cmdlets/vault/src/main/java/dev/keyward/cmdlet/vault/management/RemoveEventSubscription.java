package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class RemoveEventSubscription extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";

    RemoveEventSubscription() {
        super(
                Names.of("Remove-EventSubscription"),
                "Ends that a webhook is told of a vault's events.",
                Signature.of(
                                Parameters.vaultName(NAME),
                                Parameter.of("Name", TypeToken.STRING)
                                        .inSets(NAME)
                                        .required()
                                        .at(1),
                                Parameters.resourceGroupName().inSets(NAME),
                                Parameters.inputObject(Types.AN_EVENT_SUBSCRIPTION, OBJECT),
                                Parameters.passThru())
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("Boolean"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Have nobody told any more",
                        "Get-EventSubscription demo | Remove-EventSubscription;"
                                + " @(Get-EventSubscription demo).Count",
                        "0"));
    }

    @Override
    protected void run(Run run) {
        PsObject input = run.inputObject();
        String name = input == null ? run.required("Name") : String.valueOf(input.get("Name"));
        if (!run.goesOn(name, "Remove event subscription")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        lookup.subscription()
                .vaults()
                .deleteEventSubscription(vault.resourceGroup(), vault.name(), name);
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }
}
