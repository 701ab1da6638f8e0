package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.client.SecretBundle;
import dev.keyward.client.SecretCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveSecret extends VaultCmdlet {
    RemoveSecret() {
        super(
                Subject.SECRETS,
                "Remove-Secret",
                "Remove-AzKeyVaultSecret",
                "Remove-AzureKeyVaultSecret");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        SecretCalls secrets = target.vault().secrets();
        if (run.flag("InRemovedState")) {
            if (run.goesOn(
                    name,
                    "Purge secret",
                    "Are you sure you want to permanently remove secret '" + name + "'?")) {
                secrets.purge(name);
            }
            return;
        }
        if (run.goesOn(
                name, "Remove secret", "Are you sure you want to remove secret '" + name + "'?")) {
            SecretBundle deleted = secrets.delete(name);
            if (run.flag("PassThru")) {
                run.write(ObjectShapes.secret(deleted, target.look()));
            }
        }
    }
}
