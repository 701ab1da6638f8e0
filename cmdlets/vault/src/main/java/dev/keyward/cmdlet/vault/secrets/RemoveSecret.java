package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.client.SecretBundle;
import dev.keyward.client.SecretCalls;
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

final class RemoveSecret extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByInputObject";

    RemoveSecret() {
        super(
                Names.of("Remove-Secret", "Remove-AzKeyVaultSecret", "Remove-AzureKeyVaultSecret"),
                "Deletes a secret, or destroys a deleted one.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.name(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_SECRET, OBJECT),
                                Parameters.force(),
                                Parameters.passThru(),
                                Parameter.flag("InRemovedState")
                                        .help("Destroys the deleted secret for good."))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSDeletedKeyVaultSecret"));
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
