package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetCertificateIssuer extends VaultCmdlet {
    GetCertificateIssuer() {
        super(
                Subject.CERTIFICATES,
                "Get-CertificateIssuer",
                "Get-AzKeyVaultCertificateIssuer",
                "Get-AzureKeyVaultCertificateIssuer");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        CertificateCalls certificates = target.vault().certificates();
        String vault = target.look().vaultName();
        String name = target.name();
        if (name != null && !Wildcard.isPattern(name)) {
            run.write(IssuerShapes.issuer(certificates.issuer(name), vault));
            return;
        }
        certificates.issuers().stream()
                .filter(it -> name == null || Wildcard.of(name).matches(IssuerShapes.name(it)))
                .forEach(it -> run.write(IssuerShapes.issuerItem(it, vault)));
    }
}
