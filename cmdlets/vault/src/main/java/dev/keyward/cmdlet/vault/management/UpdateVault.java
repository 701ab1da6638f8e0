package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultProperties.Network;
import dev.keyward.wire.arm.VaultProperties.Protection;
import dev.keyward.wire.arm.VaultProperties.Switches;
import dev.keyward.wire.arm.VaultResource;
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
        VaultProperties settings = vault.properties();
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
                                    old.diskEncryption(),
                                    old.templateDeployment(),
                                    !policies));
        }
        if (run.has("PublicNetworkAccess")) {
            settings =
                    settings.withNetwork(
                            new Network(
                                    settings.network().acls(), run.text("PublicNetworkAccess")));
        }
        Map<String, String> tags = run.tags("Tag");
        lookup.write(
                lookup.subscription()
                        .vaults()
                        .put(
                                ResourceId.groupOf(vault.id()),
                                vault.name(),
                                vault.location(),
                                tags == null ? vault.tags() : tags,
                                settings));
    }
}
