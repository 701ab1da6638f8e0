package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for certificates.
public final class CertificateCmdlets {
    private CertificateCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new AddCertificate(),
                new GetCertificate(),
                new ImportCertificate(),
                new UpdateCertificate(),
                new GetCertificateOperation(),
                new StopCertificateOperation(),
                new RemoveCertificateOperation(),
                new NewCertificatePolicy(),
                new GetCertificatePolicy(),
                new SetCertificatePolicy(),
                new GetCertificateContact(),
                new AddCertificateContact(),
                new RemoveCertificateContact(),
                new GetCertificateIssuer(),
                new SetCertificateIssuer(),
                new RemoveCertificateIssuer(),
                new NewCertificateAdministrator(),
                new NewCertificateOrganization(),
                new RevokeCertificate());
    }
}
