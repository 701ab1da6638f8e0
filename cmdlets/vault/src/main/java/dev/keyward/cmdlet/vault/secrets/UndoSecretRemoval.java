package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoSecretRemoval extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UndoSecretRemoval() {
        super(
                Names.of(
                        "Undo-SecretRemoval",
                        "Undo-AzKeyVaultSecretRemoval",
                        "Undo-AzureKeyVaultSecretRemoval"),
                "Brings a deleted secret back.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.name(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_DELETED_SECRET, OBJECT))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultSecret"));
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
