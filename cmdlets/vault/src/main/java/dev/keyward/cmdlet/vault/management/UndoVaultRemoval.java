package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.ResourceId;
import dev.keyward.client.VaultResourceCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoVaultRemoval extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UndoVaultRemoval() {
        super(
                Names.of(
                        "Undo-VaultRemoval",
                        "Undo-AzKeyVaultRemoval",
                        "Undo-AzureRmKeyVaultRemoval"),
                "Brings a deleted vault back with all its content.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .inSets(NAMES)
                                        .required()
                                        .at(0),
                                Parameters.resourceGroupName().inSets(NAMES).required().at(1),
                                Parameter.of("Location", TypeToken.STRING)
                                        .inSets(NAMES)
                                        .required()
                                        .at(2),
                                Parameters.inputObject(Types.A_DELETED_VAULT, OBJECT),
                                Parameter.of("Tag", TypeToken.HASHTABLE),
                                Parameters.subscriptionId())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVault"));
    }

    @Override
    protected void run(Run run) {
        PsObject input = run.inputObject();
        String name = input == null ? run.required("VaultName") : text(input, "VaultName");
        String location = input == null ? run.required("Location") : text(input, "Location");
        String group =
                input == null
                        ? run.required("ResourceGroupName")
                        : ResourceId.parse(text(input, "ResourceId"))
                                .map(ResourceId::resourceGroup)
                                .orElse("");
        if (!run.goesOn(name, "Recover vault")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        VaultResourceCalls vaults = lookup.subscription().vaults();
        if (vaults.findDeleted(location, name).isEmpty()) {
            throw Refusal.of(
                    "Cannot find deleted vault '%s' in location '%s'.".formatted(name, location));
        }
        lookup.write(
                vaults.recover(
                        group, name, location, lookup.connection().tenant(), run.tags("Tag")));
    }

    private static String text(PsObject object, String property) {
        return String.valueOf(object.get(property));
    }
}
