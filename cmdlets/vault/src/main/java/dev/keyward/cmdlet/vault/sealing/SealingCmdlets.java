package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets about how a deployment's records are sealed.
public final class SealingCmdlets {
    private SealingCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new TestIntegrity(),
                new RepairVault(),
                new InvokeRootKeyRotation(),
                new InvokeSystemKeyRotation(),
                new InvokeVaultKeyRotation());
    }
}
