package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.OperationBody;

final class RemoveCertificateOperation extends VaultCmdlet {
    RemoveCertificateOperation() {
        super(
                Subject.CERTIFICATES,
                "Remove-CertificateOperation",
                "Remove-AzKeyVaultCertificateOperation",
                "Remove-AzureKeyVaultCertificateOperation");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(
                name,
                "Remove certificate operation",
                "Are you sure you want to remove the operation of certificate '" + name + "'?")) {
            return;
        }
        OperationBody removed = target.vault().certificates().deleteOperation(name);
        if (run.flag("PassThru")) {
            run.write(CertificateShapes.operation(removed, target.look()));
        }
    }
}
