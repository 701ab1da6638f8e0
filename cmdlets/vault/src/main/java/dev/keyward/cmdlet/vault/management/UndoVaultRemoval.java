package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.management.VaultResourceCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoVaultRemoval extends VaultCmdlet {
    UndoVaultRemoval() {
        super(
                Subject.MANAGEMENT,
                "Undo-VaultRemoval",
                "Undo-AzKeyVaultRemoval",
                "Undo-AzureRmKeyVaultRemoval");
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
