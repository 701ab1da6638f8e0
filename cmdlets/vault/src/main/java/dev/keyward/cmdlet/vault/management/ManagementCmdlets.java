package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for vaults and their access policies.
public final class ManagementCmdlets {
    private ManagementCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new NewVault(),
                new GetVault(),
                new UpdateVault(),
                new GetServerTime(),
                new ConfirmServerTime(),
                new StepServerTime(),
                new ExportVault(),
                new ImportVault(),
                new RemoveVault(),
                new UndoVaultRemoval(),
                new TestVaultName(),
                new SetAccessPolicy(),
                new RemoveAccessPolicy(),
                new NewNetworkRuleSet(),
                new UpdateNetworkRuleSet(),
                new AddNetworkRule(),
                new RemoveNetworkRule(),
                new NewEventSubscription(),
                new GetEventSubscription(),
                new RemoveEventSubscription());
    }
}
