package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoKeyRemoval extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UndoKeyRemoval() {
        super(
                Names.of(
                        "Undo-KeyRemoval",
                        "Undo-AzKeyVaultKeyRemoval",
                        "Undo-AzureKeyVaultKeyRemoval"),
                "Brings a deleted key back.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_DELETED_KEY, OBJECT))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultKey"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover key")) {
            run.write(ObjectShapes.key(target.vault().keys().recover(name), target.look()));
        }
    }
}
