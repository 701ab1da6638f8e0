package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetCertificateOperation extends VaultCmdlet {
    GetCertificateOperation() {
        super(
                Subject.CERTIFICATES,
                "Get-CertificateOperation",
                "Get-AzKeyVaultCertificateOperation",
                "Get-AzureKeyVaultCertificateOperation");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        run.write(
                CertificateShapes.operation(
                        target.vault().certificates().operation(target.objectName()),
                        target.look()));
    }
}
