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

final class UndoCertificateRemoval extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UndoCertificateRemoval() {
        super(
                Names.of(
                        "Undo-CertificateRemoval",
                        "Undo-AzKeyVaultCertificateRemoval",
                        "Undo-AzureKeyVaultCertificateRemoval"),
                "Brings a deleted certificate back with its key and secret.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES),
                                Parameters.inputObject(Types.A_DELETED_CERTIFICATE, OBJECT))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificate"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Bring a deleted certificate back",
                        "Remove-Certificate demo web -Force;"
                                + " (Undo-CertificateRemoval demo web).Name",
                        "web"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover certificate")) {
            run.write(
                    CertificateShapes.certificate(
                            target.vault().certificates().recover(name), target.look()));
        }
    }
}
