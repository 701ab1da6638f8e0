package dev.keyward.cmdlet.vault.objects;

import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

/// Writes all versions of an object to a sealed file.
final class Backup<C, B> extends VaultCmdlet {
    private final ObjectKind<C, B> kind;

    Backup(ObjectKind<C, B> kind) {
        super(
                kind.subject(),
                "Backup-" + kind.noun(),
                "Backup-AzKeyVault" + kind.noun(),
                "Backup-AzureKeyVault" + kind.noun());
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Backup " + kind.word())) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file != null) {
            BlobFiles.write(file, kind.backup().apply(kind.calls().apply(target.vault()), name));
            run.write(file.toString());
        }
    }
}
