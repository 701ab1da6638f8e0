package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.CertificateBundle;

final class UpdateCertificate extends VaultCmdlet {
    UpdateCertificate() {
        super(
                Subject.CERTIFICATES,
                "Update-Certificate",
                "Update-AzKeyVaultCertificate",
                "Update-AzureKeyVaultCertificate",
                "Set-AzKeyVaultCertificateAttribute",
                "Set-AzureKeyVaultCertificateAttribute");
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
