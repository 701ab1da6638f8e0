package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.OrganizationBody.Administrator;

final class NewCertificateAdministrator extends VaultCmdlet {
    NewCertificateAdministrator() {
        super(
                Subject.CERTIFICATES,
                "New-CertificateAdministrator",
                "New-AzKeyVaultCertificateAdministratorDetail",
                "New-AzKeyVaultCertificateAdministratorDetails",
                "New-AzureKeyVaultCertificateAdministratorDetails");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Create certificate administrator")) {
            run.write(
                    IssuerShapes.administrator(
                            new Administrator(
                                    run.text("FirstName"),
                                    run.text("LastName"),
                                    run.text("EmailAddress"),
                                    run.text("PhoneNumber"))));
        }
    }
}
