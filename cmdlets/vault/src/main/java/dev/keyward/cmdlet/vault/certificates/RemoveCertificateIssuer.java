package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.IssuerBundle;
import java.util.List;

final class RemoveCertificateIssuer extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    RemoveCertificateIssuer() {
        super(
                Names.of(
                        "Remove-CertificateIssuer",
                        "Remove-AzKeyVaultCertificateIssuer",
                        "Remove-AzureKeyVaultCertificateIssuer"),
                "Removes an issuer from a vault; its certificates stay.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.issuerName(NAMES),
                                Parameters.inputObject(Types.AN_ISSUER, OBJECT),
                                Parameters.force(),
                                Parameters.passThru())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateIssuer"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Remove an issuer",
                        "Set-CertificateIssuer demo house -IssuerProvider Test;"
                                + " (Remove-CertificateIssuer demo house -Force -PassThru).Name",
                        "house"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(
                name,
                "Remove certificate issuer",
                "Are you sure you want to remove certificate issuer '" + name + "'?")) {
            return;
        }
        IssuerBundle removed = target.vault().certificates().deleteIssuer(name);
        if (run.flag("PassThru")) {
            run.write(IssuerShapes.issuer(removed, target.look().vaultName()));
        }
    }
}
