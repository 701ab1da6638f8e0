package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.client.SecretBundle;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class UpdateSecret extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UpdateSecret() {
        super(
                Names.of(
                        "Update-Secret",
                        "Update-AzKeyVaultSecret",
                        "Update-AzureKeyVaultSecret",
                        "Set-AzKeyVaultSecretAttribute",
                        "Set-AzureKeyVaultSecretAttribute"),
                "Changes what's known about a secret's version; its value stays.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.name(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_SECRET, OBJECT),
                                Parameter.of("Version", TypeToken.STRING)
                                        .aka("SecretVersion")
                                        .at(2),
                                Parameters.enable(),
                                Parameters.expires(),
                                Parameters.notBefore(),
                                SecretParameters.contentType(),
                                Parameters.tag(),
                                Parameters.passThru())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultSecret"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Switch a secret off and on again",
                        "Update-Secret demo db-password -Enable $false;"
                                + " (Update-Secret demo db-password -Enable $true -PassThru).Enabled",
                        "True"));
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
