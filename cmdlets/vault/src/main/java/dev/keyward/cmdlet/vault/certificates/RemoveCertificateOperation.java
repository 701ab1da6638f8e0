package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.OperationBody;
import java.util.List;

final class RemoveCertificateOperation extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    RemoveCertificateOperation() {
        super(
                Names.of(
                        "Remove-CertificateOperation",
                        "Remove-AzKeyVaultCertificateOperation",
                        "Remove-AzureKeyVaultCertificateOperation"),
                "Forgets the making of a certificate.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES),
                                Parameters.inputObject(Types.A_CERTIFICATE_OPERATION, OBJECT),
                                Parameters.force(),
                                Parameters.passThru())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateOperation"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Forget how a certificate was made",
                        "(Remove-CertificateOperation demo web -Force -PassThru).Name",
                        "web"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(
                name,
                "Remove certificate operation",
                "Are you sure you want to remove the operation of certificate '" + name + "'?")) {
            return;
        }
        OperationBody removed = target.vault().certificates().deleteOperation(name);
        if (run.flag("PassThru")) {
            run.write(CertificateShapes.operation(removed, target.look()));
        }
    }
}
