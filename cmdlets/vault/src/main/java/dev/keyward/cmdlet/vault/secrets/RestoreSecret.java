package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RestoreSecret extends VaultCmdlet {
    RestoreSecret() {
        super(
                Subject.SECRETS,
                "Restore-Secret",
                "Restore-AzKeyVaultSecret",
                "Restore-AzureKeyVaultSecret");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore secret")) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            run.write(ObjectShapes.secret(target.vault().secrets().restore(blob), target.look()));
        }
    }
}
