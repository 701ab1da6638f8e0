package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RestoreKey extends VaultCmdlet {
    RestoreKey() {
        super(Subject.KEYS, "Restore-Key", "Restore-AzKeyVaultKey", "Restore-AzureKeyVaultKey");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore key")) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            run.write(ObjectShapes.key(target.vault().keys().restore(blob), target.look()));
        }
    }
}
