package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class NewCertificatePolicy extends VaultCmdlet {
    NewCertificatePolicy() {
        super(
                Subject.CERTIFICATES,
                "New-CertificatePolicy",
                "New-AzKeyVaultCertificatePolicy",
                "New-AzureKeyVaultCertificatePolicy");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Create certificate policy")) {
            run.write(PolicyShapes.policy(PolicyArguments.created(run)));
        }
    }
}
