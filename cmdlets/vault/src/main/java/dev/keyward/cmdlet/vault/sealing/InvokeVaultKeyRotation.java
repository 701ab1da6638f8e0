package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class InvokeVaultKeyRotation extends VaultCmdlet {
    InvokeVaultKeyRotation() {
        super(Subject.SEALING, "Invoke-VaultKeyRotation");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("VaultName");
        if (run.goesOn(name, "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateVaultKey(name);
            run.write(SealingShapes.key(name, generation));
        }
    }
}
