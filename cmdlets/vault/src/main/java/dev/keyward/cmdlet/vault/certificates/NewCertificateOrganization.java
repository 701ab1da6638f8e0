package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.ArrayList;
import java.util.List;

final class NewCertificateOrganization extends VaultCmdlet {
    NewCertificateOrganization() {
        super(
                Subject.CERTIFICATES,
                "New-CertificateOrganization",
                "New-AzKeyVaultCertificateOrganizationDetail",
                "New-AzKeyVaultCertificateOrganizationDetails",
                "New-AzureKeyVaultCertificateOrganizationDetails");
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
