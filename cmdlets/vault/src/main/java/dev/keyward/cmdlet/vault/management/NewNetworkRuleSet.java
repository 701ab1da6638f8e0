package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.cmdlet.vault.shape.VaultShapes;
import dev.keyward.wire.arm.NetworkAcls;
import java.util.Objects;

final class NewNetworkRuleSet extends VaultCmdlet {
    NewNetworkRuleSet() {
        super(Subject.MANAGEMENT, "New-NetworkRuleSet", "New-AzKeyVaultNetworkRuleSetObject");
    }

    @Override
    protected void run(Run run) {
        run.write(
                VaultShapes.rules(
                        new NetworkAcls(
                                Objects.requireNonNullElse(run.text("Bypass"), "AzureServices"),
                                Objects.requireNonNullElse(run.text("DefaultAction"), "Allow"),
                                run.arguments().texts("IpAddressRange"),
                                run.arguments().texts("VirtualNetworkResourceId"))));
    }
}
