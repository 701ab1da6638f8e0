package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.VaultResource;

final class RemoveNetworkRule extends VaultCmdlet {
    RemoveNetworkRule() {
        super(
                Subject.MANAGEMENT,
                "Remove-NetworkRule",
                "Remove-AzKeyVaultNetworkRule",
                "Remove-AzureRmKeyVaultNetworkRule");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Remove vault network rule")) {
            return;
        }
        NetworkAcls old = NetworkRulesOf.vault(vault);
        NetworkAcls rules =
                new NetworkAcls(
                        old.bypass(),
                        old.defaultAction(),
                        NetworkRulesOf.without(
                                old.ipRules(), run.arguments().texts("IpAddressRange")),
                        NetworkRulesOf.without(
                                old.subnets(), run.arguments().texts("VirtualNetworkResourceId")));
        VaultResource saved = lookup.save(vault, NetworkRulesOf.put(vault.properties(), rules));
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }
}
