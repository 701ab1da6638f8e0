package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.KeyBundle;
import dev.keyward.client.KeyCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveKey extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByInputObject";

    RemoveKey() {
        super(
                Names.of("Remove-Key", "Remove-AzKeyVaultKey", "Remove-AzureKeyVaultKey"),
                "Deletes a key, or destroys a deleted one.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT),
                                Parameters.force(),
                                Parameters.passThru(),
                                Parameter.flag("InRemovedState")
                                        .help("Destroys the deleted key for good."))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSDeletedKeyVaultKey"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        KeyCalls keys = target.vault().keys();
        if (run.flag("InRemovedState")) {
            if (run.goesOn(
                    name,
                    "Purge key",
                    "Are you sure you want to permanently remove key '" + name + "'?")) {
                keys.purge(name);
            }
            return;
        }
        if (run.goesOn(name, "Remove key", "Are you sure you want to remove key '" + name + "'?")) {
            KeyBundle deleted = keys.delete(name);
            if (run.flag("PassThru")) {
                run.write(ObjectShapes.key(deleted, target.look()));
            }
        }
    }
}
