package dev.keyward.cmdlet.vault.secrets;

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

final class BackupSecret extends VaultCmdlet {
    private static final String NAMES = "BySecretName";
    private static final String OBJECT = "BySecret";

    BackupSecret() {
        super(
                Names.of("Backup-Secret", "Backup-AzKeyVaultSecret", "Backup-AzureKeyVaultSecret"),
                "Writes all versions of a secret to a sealed file.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.name(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_SECRET, OBJECT).aka("Secret"),
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
