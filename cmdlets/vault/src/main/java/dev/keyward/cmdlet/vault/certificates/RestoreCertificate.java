package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RestoreCertificate extends VaultCmdlet {
    RestoreCertificate() {
        super(
                Subject.CERTIFICATES,
                "Restore-Certificate",
                "Restore-AzKeyVaultCertificate",
                "Restore-AzureKeyVaultCertificate");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore certificate")) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            run.write(
                    CertificateShapes.certificate(
                            target.vault().certificates().restore(blob), target.look()));
        }
    }
}
