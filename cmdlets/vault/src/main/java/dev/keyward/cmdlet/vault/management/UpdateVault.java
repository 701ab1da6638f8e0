package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultSettings;
import dev.keyward.client.VaultSettings.Protection;
import dev.keyward.client.VaultSettings.Switches;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;

final class UpdateVault extends VaultCmdlet {
    UpdateVault() {
        super(Subject.MANAGEMENT, "Update-Vault", "Update-AzKeyVault");
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
