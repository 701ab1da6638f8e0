package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetCertificatePolicy extends VaultCmdlet {
    GetCertificatePolicy() {
        super(
                Subject.CERTIFICATES,
                "Get-CertificatePolicy",
                "Get-AzKeyVaultCertificatePolicy",
                "Get-AzureKeyVaultCertificatePolicy");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        run.write(PolicyShapes.policy(target.vault().certificates().policy(target.objectName())));
    }
}
