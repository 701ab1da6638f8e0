package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UndoCertificateRemoval extends VaultCmdlet {
    UndoCertificateRemoval() {
        super(
                Subject.CERTIFICATES,
                "Undo-CertificateRemoval",
                "Undo-AzKeyVaultCertificateRemoval",
                "Undo-AzureKeyVaultCertificateRemoval");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover certificate")) {
            run.write(
                    CertificateShapes.certificate(
                            target.vault().certificates().recover(name), target.look()));
        }
    }
}
