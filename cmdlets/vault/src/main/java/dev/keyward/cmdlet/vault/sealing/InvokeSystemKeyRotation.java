package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class InvokeSystemKeyRotation extends VaultCmdlet {
    InvokeSystemKeyRotation() {
        super(Subject.SEALING, "Invoke-SystemKeyRotation");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("the system", "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateSystemKey();
            run.write(SealingShapes.key("the system", generation));
        }
    }
}
