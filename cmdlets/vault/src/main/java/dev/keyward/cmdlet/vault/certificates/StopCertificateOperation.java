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
import java.util.List;

final class StopCertificateOperation extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    StopCertificateOperation() {
        super(
                Names.of(
                        "Stop-CertificateOperation",
                        "Stop-AzKeyVaultCertificateOperation",
                        "Stop-AzureKeyVaultCertificateOperation"),
                "Asks for the making of a certificate to end.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES),
                                Parameters.inputObject(Types.A_CERTIFICATE_OPERATION, OBJECT),
                                Parameters.force())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateOperation"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "End an order that nobody is going to sign",
                        "$null = Add-Certificate demo www -CertificatePolicy"
                                + " (New-CertificatePolicy Unknown 'CN=www.example.org');"
                                + " (Stop-CertificateOperation demo www -Force)"
                                + ".CancellationRequested",
                        "True"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(
                name,
                "Stop certificate operation",
                "Are you sure you want to cancel the operation of certificate '" + name + "'?")) {
            run.write(
                    CertificateShapes.operation(
                            target.vault().certificates().cancelOperation(name), target.look()));
        }
    }
}
