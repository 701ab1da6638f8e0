package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultResourceCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveVault extends VaultCmdlet {
    private static final String LIVE = "ByAvailableVault";
    private static final String DELETED = "ByDeletedVault";
    private static final String OBJECT = "InputObjectByAvailableVault";
    private static final String OBJECT_DELETED = "InputObjectByDeletedVault";
    private static final String ID = "ResourceIdByAvailableVault";
    private static final String ID_DELETED = "ResourceIdByDeletedVault";

    RemoveVault() {
        super(
                Names.of("Remove-Vault", "Remove-AzKeyVault", "Remove-AzureRmKeyVault"),
                "Deletes a vault, or destroys a deleted one.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("Name")
                                        .inSets(LIVE, DELETED)
                                        .required()
                                        .at(0)
                                        .completedBy(Completions::vaults),
                                Parameters.inputObject(Types.A_VAULT, OBJECT, OBJECT_DELETED),
                                Parameters.resourceId(ID, ID_DELETED),
                                Parameters.resourceGroupName().inSets(LIVE).at(1),
                                Parameter.of("Location", TypeToken.STRING)
                                        .in(
                                                Membership.in(LIVE).at(2),
                                                Membership.in(ID).at(2),
                                                Membership.in(DELETED).required().at(2),
                                                Membership.in(ID_DELETED).required().at(2)),
                                Parameter.flag("InRemovedState")
                                        .inSets(DELETED, OBJECT_DELETED, ID_DELETED)
                                        .required()
                                        .help("Destroys the deleted vault for good."),
                                Parameters.force(),
                                Parameter.flag("AsJob").help("Accepted; it's done at once."),
                                Parameters.passThru(),
                                Parameters.subscriptionId())
                        .defaultSet(LIVE)
                        .changing(ConfirmImpact.Medium)
                        .giving("Boolean"));
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
        lookup.subscription().vaults().delete(vault.resourceGroup(), vault.name());
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
