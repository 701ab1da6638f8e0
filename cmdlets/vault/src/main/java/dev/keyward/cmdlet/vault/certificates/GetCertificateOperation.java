package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetCertificateOperation extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";

    GetCertificateOperation() {
        super(
                Names.of(
                        "Get-CertificateOperation",
                        "Get-AzKeyVaultCertificateOperation",
                        "Get-AzureKeyVaultCertificateOperation"),
                "Tells how the making of a certificate stands.",
                Signature.of(
                                Parameters.vaultName(NAME),
                                CertificateParameters.name(NAME),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT))
                        .defaultSet(NAME)
                        .giving("PSKeyVaultCertificateOperation"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See whether a certificate is ready",
                        "(Get-CertificateOperation demo web).Status",
                        "completed"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        run.write(
                CertificateShapes.operation(
                        target.vault().certificates().operation(target.objectName()),
                        target.look()));
    }
}
