package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.VaultResource;

final class AddNetworkRule extends VaultCmdlet {
    AddNetworkRule() {
        super(
                Subject.MANAGEMENT,
                "Add-NetworkRule",
                "Add-AzKeyVaultNetworkRule",
                "Add-AzureRmKeyVaultNetworkRule");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Add vault network rule")) {
            return;
        }
        NetworkAcls old = NetworkRulesOf.vault(vault);
        NetworkAcls rules =
                new NetworkAcls(
                        old.bypass(),
                        old.defaultAction(),
                        NetworkRulesOf.with(old.ipRules(), run.arguments().texts("IpAddressRange")),
                        NetworkRulesOf.with(
                                old.subnets(), run.arguments().texts("VirtualNetworkResourceId")));
        if (old.defaultAction().equals("Allow")) {
            run.invocation()
                    .warning(
                            "Rules have no effect while the default action is Allow; see Update-NetworkRuleSet.");
        }
        VaultResource saved = lookup.save(vault, NetworkRulesOf.put(vault.properties(), rules));
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }
}
