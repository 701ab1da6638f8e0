package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;
import java.util.List;

final class BackupCertificate extends VaultCmdlet {
    private static final String NAMES = "ByCertificateName";
    private static final String OBJECT = "ByCertificate";

    BackupCertificate() {
        super(
                Names.of(
                        "Backup-Certificate",
                        "Backup-AzKeyVaultCertificate",
                        "Backup-AzureKeyVaultCertificate"),
                "Writes all versions of a certificate, with their keys, to a sealed file.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES).aka("SecretName"),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT)
                                        .aka("Certificate"),
                                Parameter.of("OutputFile", TypeToken.STRING).at(2),
                                Parameters.force())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("String"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Keep a copy of a certificate",
                        "Split-Path -Leaf (Backup-Certificate demo web web.blob)",
                        "web.blob"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Backup certificate")) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), target.look().vaultName(), name);
        if (file != null) {
            BlobFiles.write(file, target.vault().certificates().backup(name));
            run.write(file.toString());
        }
    }
}
