package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.RotationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetKeyRotationPolicy extends VaultCmdlet {
    GetKeyRotationPolicy() {
        super(Subject.KEYS, "Get-KeyRotationPolicy", "Get-AzKeyVaultKeyRotationPolicy");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        run.write(
                RotationShapes.policy(
                        target.vault().keys().rotationPolicy(name),
                        target.look().vaultName(),
                        name));
    }
}
