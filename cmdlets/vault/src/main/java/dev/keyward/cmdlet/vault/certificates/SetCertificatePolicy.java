package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.PolicyBody;

final class SetCertificatePolicy extends VaultCmdlet {
    SetCertificatePolicy() {
        super(
                Subject.CERTIFICATES,
                "Set-CertificatePolicy",
                "Set-AzKeyVaultCertificatePolicy",
                "Set-AzureKeyVaultCertificatePolicy");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.named(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set certificate policy")) {
            return;
        }
        PolicyBody set =
                target.vault().certificates().updatePolicy(name, PolicyArguments.changed(run));
        if (run.flag("PassThru")) {
            run.write(PolicyShapes.policy(set));
        }
    }
}
