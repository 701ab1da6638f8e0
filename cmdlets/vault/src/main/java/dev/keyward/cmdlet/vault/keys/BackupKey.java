package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

final class BackupKey extends VaultCmdlet {
    private static final String NAMES = "ByKeyName";
    private static final String OBJECT = "ByKey";

    BackupKey() {
        super(
                Names.of("Backup-Key", "Backup-AzKeyVaultKey", "Backup-AzureKeyVaultKey"),
                "Writes all versions of a key to a sealed file.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT).aka("Key"),
                                Parameter.of("OutputFile", TypeToken.STRING).at(2),
                                Parameters.force())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("String"));
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
