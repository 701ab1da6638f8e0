package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.CertificateBundle;
import dev.keyward.client.CertificateCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class RemoveCertificate extends VaultCmdlet {
    private static final String NAMES = "ByVaultNameAndName";
    private static final String OBJECT = "ByObject";

    RemoveCertificate() {
        super(
                Names.of(
                        "Remove-Certificate",
                        "Remove-AzKeyVaultCertificate",
                        "Remove-AzureKeyVaultCertificate"),
                "Deletes a certificate with its key and secret, or destroys a deleted one.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT),
                                Parameters.force(),
                                Parameters.passThru(),
                                Parameter.flag("InRemovedState")
                                        .help("Destroys the deleted certificate for good."))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSDeletedKeyVaultCertificate"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Delete a certificate",
                        "(Remove-Certificate demo web -Force -PassThru).Name",
                        "web"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        CertificateCalls certificates = target.vault().certificates();
        if (run.flag("InRemovedState")) {
            if (run.goesOn(
                    name,
                    "Purge certificate",
                    "Are you sure you want to permanently remove certificate '" + name + "'?")) {
                certificates.purge(name);
            }
            return;
        }
        if (run.goesOn(
                name,
                "Remove certificate",
                "Are you sure you want to remove certificate '" + name + "'?")) {
            CertificateBundle deleted = certificates.delete(name);
            if (run.flag("PassThru")) {
                run.write(CertificateShapes.certificate(deleted, target.look()));
            }
        }
    }
}
