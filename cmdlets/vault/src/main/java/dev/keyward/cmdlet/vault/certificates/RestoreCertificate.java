package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class RestoreCertificate extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByInputObject";
    private static final String ID = "ByResourceId";

    RestoreCertificate() {
        super(
                Names.of(
                        "Restore-Certificate",
                        "Restore-AzKeyVaultCertificate",
                        "Restore-AzureKeyVaultCertificate"),
                "Brings a backed-up certificate into a vault, under the name it had.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(ID),
                                Parameter.of("InputFile", TypeToken.STRING).required().at(1))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificate"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Bring a certificate back from its copy",
                        "$file = Backup-Certificate demo web web.blob;"
                                + " Remove-Certificate demo web -Force;"
                                + " Remove-Certificate demo web -InRemovedState -Force;"
                                + " (Restore-Certificate demo $file).Name",
                        "web"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore certificate")) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            run.write(
                    CertificateShapes.certificate(
                            target.vault().certificates().restore(blob), target.look()));
        }
    }
}
