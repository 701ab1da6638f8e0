package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.VaultResource;
import java.util.Objects;

final class UpdateNetworkRuleSet extends VaultCmdlet {
    UpdateNetworkRuleSet() {
        super(
                Subject.MANAGEMENT,
                "Update-NetworkRuleSet",
                "Update-AzKeyVaultNetworkRuleSet",
                "Update-AzureRmKeyVaultNetworkRuleSet");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Update vault network rule")) {
            return;
        }
        NetworkAcls old = NetworkRulesOf.vault(vault);
        NetworkAcls rules =
                new NetworkAcls(
                        Objects.requireNonNullElse(run.text("Bypass"), old.bypass()),
                        Objects.requireNonNullElse(run.text("DefaultAction"), old.defaultAction()),
                        run.has("IpAddressRange")
                                ? run.arguments().texts("IpAddressRange")
                                : old.ipRules(),
                        run.has("VirtualNetworkResourceId")
                                ? run.arguments().texts("VirtualNetworkResourceId")
                                : old.subnets());
        VaultResource saved = lookup.save(vault, NetworkRulesOf.put(vault.properties(), rules));
        if ("Allow".equalsIgnoreCase(run.text("DefaultAction"))) {
            run.invocation().warning("The network rule set has been turned off for this vault.");
        }
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }
}
