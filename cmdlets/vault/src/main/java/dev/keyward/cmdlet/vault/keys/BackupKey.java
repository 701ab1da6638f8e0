package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

final class BackupKey extends VaultCmdlet {
    BackupKey() {
        super(Subject.KEYS, "Backup-Key", "Backup-AzKeyVaultKey", "Backup-AzureKeyVaultKey");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Backup key")) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file != null) {
            BlobFiles.write(file, target.vault().keys().backup(name));
            run.write(file.toString());
        }
    }
}
