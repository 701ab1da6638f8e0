package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.OrganizationBody.Administrator;
import java.util.List;

final class NewCertificateAdministrator extends VaultCmdlet {
    NewCertificateAdministrator() {
        super(
                Names.of(
                        "New-CertificateAdministrator",
                        "New-AzKeyVaultCertificateAdministratorDetail",
                        "New-AzKeyVaultCertificateAdministratorDetails",
                        "New-AzureKeyVaultCertificateAdministratorDetails"),
                "Makes in memory a person whom an issuer may turn to.",
                Signature.of(
                                text("FirstName"),
                                text("LastName"),
                                text("EmailAddress"),
                                text("PhoneNumber"))
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateAdministratorDetails"));
    }

    private static Parameter text(String name) {
        return Parameter.of(name, TypeToken.STRING).byPropertyName();
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "A person whom an issuer may turn to",
                        "(New-CertificateAdministrator -FirstName Patti -LastName Fuller"
                                + " -EmailAddress patti@example.org).EmailAddress",
                        "patti@example.org"));
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
