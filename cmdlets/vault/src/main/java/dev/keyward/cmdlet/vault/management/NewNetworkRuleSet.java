package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultSettings.NetworkRules;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.cmdlet.vault.shape.VaultShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

final class NewNetworkRuleSet extends VaultCmdlet {
    NewNetworkRuleSet() {
        super(
                Names.of("New-NetworkRuleSet", "New-AzKeyVaultNetworkRuleSetObject"),
                "Makes firewall rules in memory, for New-Vault.",
                new Signature(parameters(), null, null, List.of())
                        .giving("PSKeyVaultNetworkRuleSet"));
    }

    private static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(NetworkParameters.defaults());
        all.addAll(NetworkParameters.rules());
        all.add(
                Parameters.subscriptionId()
                        .help("Accepted for old scripts; the rules are in memory alone."));
        return all;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Only one network",
                        "(New-NetworkRuleSet -DefaultAction Deny -IpAddressRange 10.0.0.0/8).DefaultAction",
                        "Deny"));
    }

    @Override
    protected void run(Run run) {
        run.write(
                VaultShapes.rules(
                        new NetworkRules(
                                Objects.requireNonNullElse(run.text("DefaultAction"), "Allow"),
                                Objects.requireNonNullElse(run.text("Bypass"), "AzureServices"),
                                run.arguments().texts("IpAddressRange"),
                                run.arguments().texts("VirtualNetworkResourceId"))));
    }
}
