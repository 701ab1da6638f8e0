package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RestoreKey extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByInputObject";
    private static final String RESOURCE = "ByResourceId";

    RestoreKey() {
        super(
                Names.of("Restore-Key", "Restore-AzKeyVaultKey", "Restore-AzureKeyVaultKey"),
                "Brings a backed-up key into a vault, under the name it had.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(RESOURCE),
                                Parameter.of("InputFile", TypeToken.STRING).required().at(1))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultKey"));
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
