package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.CertificateBundle;
import dev.keyward.client.CertificateCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveCertificate extends VaultCmdlet {
    RemoveCertificate() {
        super(
                Subject.CERTIFICATES,
                "Remove-Certificate",
                "Remove-AzKeyVaultCertificate",
                "Remove-AzureKeyVaultCertificate");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        CertificateCalls certificates = target.vault().certificates();
        if (run.flag("InRemovedState")) {
            if (run.goesOn(
                    name,
                    "Purge certificate",
                    "Are you sure you want to permanently remove certificate '" + name + "'?")) {
                certificates.purge(name);
            }
            return;
        }
        if (run.goesOn(
                name,
                "Remove certificate",
                "Are you sure you want to remove certificate '" + name + "'?")) {
            CertificateBundle deleted = certificates.delete(name);
            if (run.flag("PassThru")) {
                run.write(CertificateShapes.certificate(deleted, target.look()));
            }
        }
    }
}
