package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class InvokeSystemKeyRotation extends VaultCmdlet {
    InvokeSystemKeyRotation() {
        super(
                Names.of("Invoke-SystemKeyRotation"),
                "Makes a new key for the system's records and seals them again.",
                Signature.of().changing(ConfirmImpact.Medium).giving("SealingKey"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "The generation counts from 1",
                        "Invoke-SystemKeyRotation | % Generation",
                        "2"));
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("the system", "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateSystemKey();
            run.write(SealingShapes.key("the system", generation));
        }
    }
}
