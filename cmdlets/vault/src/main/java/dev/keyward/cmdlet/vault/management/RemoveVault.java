package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.management.VaultResourceCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.VaultResource;

final class RemoveVault extends VaultCmdlet {
    RemoveVault() {
        super(Subject.MANAGEMENT, "Remove-Vault", "Remove-AzKeyVault", "Remove-AzureRmKeyVault");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultLookup.Place place = lookup.place();
        boolean done =
                run.flag("InRemovedState")
                        ? purge(run, lookup, place.name())
                        : delete(run, lookup, place);
        if (done && run.flag("PassThru")) {
            run.write(true);
        }
    }

    private static boolean delete(Run run, VaultLookup lookup, VaultLookup.Place place) {
        String question = "Are you sure you want to remove vault '" + place.name() + "'.";
        if (!run.goesOn(place.name(), "Remove vault", question)) {
            return false;
        }
        VaultResource vault =
                lookup.find(place)
                        .orElseThrow(() ->
                                Refusal.of(
                                        "Cannot find vault '%s' in resource group '%s'."
                                                .formatted(
                                                        place.name(),
                                                        place.group() == null
                                                                ? ""
                                                                : place.group())));
        lookup.subscription().vaults().delete(ResourceId.groupOf(vault.id()), vault.name());
        lookup.connection().places().forget(vault.name());
        return true;
    }

    private static boolean purge(Run run, VaultLookup lookup, String name) {
        PsObject input = run.inputObject();
        String location =
                input == null ? run.required("Location") : String.valueOf(input.get("Location"));
        String question = "Are you sure you want to remove vault '" + name + "' forever.";
        if (!run.goesOn(name, "Purge vault", question)) {
            return false;
        }
        VaultResourceCalls vaults = lookup.subscription().vaults();
        if (vaults.findDeleted(location, name).isEmpty()) {
            throw Refusal.of(
                    "Cannot find deleted vault '%s' in location '%s'.".formatted(name, location));
        }
        vaults.purge(location, name);
        return true;
    }
}
