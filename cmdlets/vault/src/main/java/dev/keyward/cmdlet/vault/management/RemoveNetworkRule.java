package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultSettings.NetworkRules;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

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
        NetworkRules old = NetworkRulesOf.vault(vault);
        NetworkRules rules =
                new NetworkRules(
                        old.defaultAction(),
                        old.bypass(),
                        NetworkRulesOf.without(
                                old.addresses(), run.arguments().texts("IpAddressRange")),
                        NetworkRulesOf.without(
                                old.subnets(), run.arguments().texts("VirtualNetworkResourceId")));
        VaultResource saved = lookup.save(vault, vault.settings().withNetwork(rules));
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }
}
