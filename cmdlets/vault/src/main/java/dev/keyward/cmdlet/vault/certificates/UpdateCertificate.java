package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.CertificateBundle;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class UpdateCertificate extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";

    UpdateCertificate() {
        super(
                Names.of(
                        "Update-Certificate",
                        "Update-AzKeyVaultCertificate",
                        "Update-AzureKeyVaultCertificate",
                        "Set-AzKeyVaultCertificateAttribute",
                        "Set-AzureKeyVaultCertificateAttribute"),
                "Changes what's known about a certificate's version; its content stays.",
                Signature.of(
                                Parameters.vaultName(NAME),
                                CertificateParameters.name(NAME),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT),
                                Parameter.of("Version", TypeToken.STRING)
                                        .aka("CertificateVersion")
                                        .at(2),
                                Parameters.enable(),
                                Parameters.tag(),
                                Parameters.passThru())
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificate"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Switch a certificate off",
                        "(Update-Certificate demo web -Enable $false -PassThru).Enabled",
                        "False"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set certificate attribute")) {
            return;
        }
        CertificateBundle changed =
                target.vault()
                        .certificates()
                        .update(name, target.version(), NewSettings.changed(run));
        if (run.flag("PassThru")) {
            run.write(CertificateShapes.certificate(changed, target.look()));
        }
    }
}
