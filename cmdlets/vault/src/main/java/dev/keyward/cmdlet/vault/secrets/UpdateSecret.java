package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.secrets.SecretBundle;

final class UpdateSecret extends VaultCmdlet {
    UpdateSecret() {
        super(
                Subject.SECRETS,
                "Update-Secret",
                "Update-AzKeyVaultSecret",
                "Update-AzureKeyVaultSecret",
                "Set-AzKeyVaultSecretAttribute",
                "Set-AzureKeyVaultSecretAttribute");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        // Two blanks, as in the module; scripts match the line.
        if (!run.goesOn(name, "Set  secret attribute")) {
            return;
        }
        SecretBundle changed =
                target.vault()
                        .secrets()
                        .update(
                                name,
                                target.version(),
                                run.text("ContentType"),
                                NewSettings.changed(run));
        if (run.flag("PassThru")) {
            run.write(ObjectShapes.secret(changed, target.look()));
        }
    }
}
