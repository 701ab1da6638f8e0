package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class InvokeRootKeyRotation extends VaultCmdlet {
    InvokeRootKeyRotation() {
        super(
                Names.of("Invoke-RootKeyRotation"),
                "Makes a new root key and wraps the keys of all vaults under it.",
                Signature.of().changing(ConfirmImpact.Medium).giving("SealingKey"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "The generation counts from 1",
                        "Invoke-RootKeyRotation | % Generation",
                        "2"));
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("the deployment", "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateRootKey();
            run.write(SealingShapes.key("the deployment", generation));
        }
    }
}
