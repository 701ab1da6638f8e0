package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.PolicyBody;

final class AddCertificate extends VaultCmdlet {
    AddCertificate() {
        super(
                Subject.CERTIFICATES,
                "Add-Certificate",
                "Add-AzKeyVaultCertificate",
                "Add-AzureKeyVaultCertificate");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Add certificate")) {
            return;
        }
        PolicyBody policy = GivenPolicy.of(run, "CertificatePolicy");
        Boolean enabled = policy == null ? null : policy.attributes().enabled();
        run.write(
                CertificateShapes.operation(
                        target.vault()
                                .certificates()
                                .create(
                                        name,
                                        policy,
                                        new ObjectSettings(enabled, null, null, run.tags("Tag"))),
                        target.look()));
    }
}
