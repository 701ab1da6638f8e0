package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoKeyRemoval extends VaultCmdlet {
    UndoKeyRemoval() {
        super(
                Subject.KEYS,
                "Undo-KeyRemoval",
                "Undo-AzKeyVaultKeyRemoval",
                "Undo-AzureKeyVaultKeyRemoval");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover key")) {
            run.write(ObjectShapes.key(target.vault().keys().recover(name), target.look()));
        }
    }
}
