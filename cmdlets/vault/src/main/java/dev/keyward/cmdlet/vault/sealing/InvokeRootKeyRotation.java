package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class InvokeRootKeyRotation extends VaultCmdlet {
    InvokeRootKeyRotation() {
        super(Subject.SEALING, "Invoke-RootKeyRotation");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("the deployment", "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateRootKey();
            run.write(SealingShapes.key("the deployment", generation));
        }
    }
}
