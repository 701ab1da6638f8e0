package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RestoreSecret extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByInputObject";
    private static final String PARENT = "ByParentResourceId";

    RestoreSecret() {
        super(
                Names.of(
                        "Restore-Secret",
                        "Restore-AzKeyVaultSecret",
                        "Restore-AzureKeyVaultSecret"),
                "Brings a backed-up secret into a vault, under the name it had.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameter.of("ParentResourceId", TypeToken.STRING)
                                        .aka("ResourceId")
                                        .inSets(PARENT)
                                        .required()
                                        .at(0)
                                        .byPropertyName(),
                                Parameter.of("InputFile", TypeToken.STRING).required().at(1))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultSecret"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore secret")) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            run.write(ObjectShapes.secret(target.vault().secrets().restore(blob), target.look()));
        }
    }
}
