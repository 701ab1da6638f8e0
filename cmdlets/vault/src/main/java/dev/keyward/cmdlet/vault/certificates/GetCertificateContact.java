package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetCertificateContact extends VaultCmdlet {
    GetCertificateContact() {
        super(
                Subject.CERTIFICATES,
                "Get-CertificateContact",
                "Get-AzKeyVaultCertificateContact",
                "Get-AzureKeyVaultCertificateContact");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        CertificateContacts.write(run, target, target.vault().certificates().contacts());
    }
}
