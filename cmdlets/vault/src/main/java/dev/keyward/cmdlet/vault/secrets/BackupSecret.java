package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

final class BackupSecret extends VaultCmdlet {
    BackupSecret() {
        super(
                Subject.SECRETS,
                "Backup-Secret",
                "Backup-AzKeyVaultSecret",
                "Backup-AzureKeyVaultSecret");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Backup secret")) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file != null) {
            BlobFiles.write(file, target.vault().secrets().backup(name));
            run.write(file.toString());
        }
    }
}
