package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.ArrayList;
import java.util.List;

final class NewCertificateOrganization extends VaultCmdlet {
    NewCertificateOrganization() {
        super(
                Names.of(
                        "New-CertificateOrganization",
                        "New-AzKeyVaultCertificateOrganizationDetail",
                        "New-AzKeyVaultCertificateOrganizationDetails",
                        "New-AzureKeyVaultCertificateOrganizationDetails"),
                "Makes in memory an organization as an issuer knows it.",
                Signature.of(
                                Parameter.of("Id", TypeToken.STRING).byPropertyName(),
                                Parameter.of("AdministratorDetails", Types.ADMINISTRATORS)
                                        .byValue()
                                        .byPropertyName()
                                        .help("See New-CertificateAdministrator."))
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateOrganizationDetails"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "An organization with one person to turn to",
                        "$person = New-CertificateAdministrator -EmailAddress patti@example.org;"
                                + " (New-CertificateOrganization -Id 7 -AdministratorDetails $person)"
                                + ".AdministratorDetails.EmailAddress",
                        "patti@example.org"));
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Create certificate organization")) {
            List<PsObject> people = new ArrayList<>();
            for (Object each : run.arguments().list("AdministratorDetails")) {
                if (each instanceof PsObject person) {
                    people.add(person);
                }
            }
            run.write(IssuerShapes.organization(run.text("Id"), people));
        }
    }
}
