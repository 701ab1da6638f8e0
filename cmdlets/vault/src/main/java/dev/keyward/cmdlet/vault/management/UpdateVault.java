package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultSettings;
import dev.keyward.client.VaultSettings.Protection;
import dev.keyward.client.VaultSettings.Switches;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;

final class UpdateVault extends VaultCmdlet {
    private static final String NAME = "UpdateByNameParameterSet";
    private static final String OBJECT = "UpdateByInputObjectParameterSet";
    private static final String ID = "UpdateByResourceIdParameterSet";

    UpdateVault() {
        super(
                Names.of("Update-Vault", "Update-AzKeyVault"),
                "Changes a vault's protection, authorization or tags.",
                Signature.of(
                                Parameters.resourceGroupName().inSets(NAME).required(),
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("Name")
                                        .inSets(NAME)
                                        .required()
                                        .completedBy(Completions::vaults),
                                Parameter.of("InputObject", Types.A_VAULT)
                                        .inSets(OBJECT)
                                        .required()
                                        .byValue(),
                                Parameter.of("ResourceId", TypeToken.STRING)
                                        .inSets(ID)
                                        .required()
                                        .byPropertyName(),
                                Parameter.flag("EnablePurgeProtection")
                                        .help("Can't be taken back."),
                                Parameter.of("DisableRbacAuthorization", TypeToken.BOOL.orNull()),
                                Parameter.of("PublicNetworkAccess", TypeToken.STRING),
                                Parameters.tag().byPropertyName(),
                                Parameters.subscriptionId())
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVault"));
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Update key vault")) {
            return;
        }
        VaultSettings settings = vault.settings();
        if (run.flag("EnablePurgeProtection")) {
            Protection old = settings.protection();
            settings = settings.withProtection(new Protection(old.softDelete(), old.days(), true));
        }
        Boolean policies = run.choice("DisableRbacAuthorization");
        if (policies != null) {
            Switches old = settings.switches();
            settings =
                    settings.withSwitches(
                            new Switches(
                                    old.deployment(),
                                    old.templateDeployment(),
                                    old.diskEncryption(),
                                    !policies));
        }
        if (run.has("PublicNetworkAccess")) {
            settings = settings.withPublicNetworkAccess(run.text("PublicNetworkAccess"));
        }
        Map<String, String> tags = run.tags("Tag");
        lookup.write(
                lookup.subscription()
                        .vaults()
                        .put(
                                vault.resourceGroup(),
                                vault.name(),
                                vault.location(),
                                tags == null ? vault.tags() : tags,
                                settings));
    }
}
