package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

final class BackupCertificate extends VaultCmdlet {
    BackupCertificate() {
        super(
                Subject.CERTIFICATES,
                "Backup-Certificate",
                "Backup-AzKeyVaultCertificate",
                "Backup-AzureKeyVaultCertificate");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Backup certificate")) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file != null) {
            BlobFiles.write(file, target.vault().certificates().backup(name));
            run.write(file.toString());
        }
    }
}
