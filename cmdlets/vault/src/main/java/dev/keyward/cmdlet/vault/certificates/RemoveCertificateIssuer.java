package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.IssuerBundle;

final class RemoveCertificateIssuer extends VaultCmdlet {
    RemoveCertificateIssuer() {
        super(
                Subject.CERTIFICATES,
                "Remove-CertificateIssuer",
                "Remove-AzKeyVaultCertificateIssuer",
                "Remove-AzureKeyVaultCertificateIssuer");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(
                name,
                "Remove certificate issuer",
                "Are you sure you want to remove certificate issuer '" + name + "'?")) {
            return;
        }
        IssuerBundle removed = target.vault().certificates().deleteIssuer(name);
        if (run.flag("PassThru")) {
            run.write(IssuerShapes.issuer(removed, target.look().vaultName()));
        }
    }
}
