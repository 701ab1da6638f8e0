package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.keys.KeyBundle;

final class UpdateKey extends VaultCmdlet {
    UpdateKey() {
        super(
                Subject.KEYS,
                "Update-Key",
                "Update-AzKeyVaultKey",
                "Update-AzureKeyVaultKey",
                "Set-AzKeyVaultKeyAttribute",
                "Set-AzureKeyVaultKeyAttribute");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set key attribute")) {
            return;
        }
        KeyBundle changed =
                target.vault()
                        .keys()
                        .update(
                                name,
                                target.version(),
                                KeyArguments.operations(run),
                                NewSettings.changed(run),
                                KeyArguments.releasePolicy(run));
        if (run.flag("PassThru")) {
            run.write(ObjectShapes.key(changed, target.look()));
        }
    }
}
