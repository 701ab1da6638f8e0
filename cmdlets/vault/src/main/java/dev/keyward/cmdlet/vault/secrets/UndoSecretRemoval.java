package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoSecretRemoval extends VaultCmdlet {
    UndoSecretRemoval() {
        super(
                Subject.SECRETS,
                "Undo-SecretRemoval",
                "Undo-AzKeyVaultSecretRemoval",
                "Undo-AzureKeyVaultSecretRemoval");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover secret")) {
            run.write(ObjectShapes.secret(target.vault().secrets().recover(name), target.look()));
        }
    }
}
