package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.KeyBundle;
import dev.keyward.client.KeyCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveKey extends VaultCmdlet {
    RemoveKey() {
        super(Subject.KEYS, "Remove-Key", "Remove-AzKeyVaultKey", "Remove-AzureKeyVaultKey");
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
