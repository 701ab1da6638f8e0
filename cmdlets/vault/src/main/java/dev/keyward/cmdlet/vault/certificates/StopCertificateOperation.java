package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class StopCertificateOperation extends VaultCmdlet {
    StopCertificateOperation() {
        super(
                Subject.CERTIFICATES,
                "Stop-CertificateOperation",
                "Stop-AzKeyVaultCertificateOperation",
                "Stop-AzureKeyVaultCertificateOperation");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(
                name,
                "Stop certificate operation",
                "Are you sure you want to cancel the operation of certificate '" + name + "'?")) {
            run.write(
                    CertificateShapes.operation(
                            target.vault().certificates().cancelOperation(name), target.look()));
        }
    }
}
