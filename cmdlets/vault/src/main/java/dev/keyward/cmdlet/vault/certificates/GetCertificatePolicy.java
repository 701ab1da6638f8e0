package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetCertificatePolicy extends VaultCmdlet {
    private static final String NAMES = "VaultAndCertName";
    private static final String OBJECT = "InputObject";

    GetCertificatePolicy() {
        super(
                Names.of(
                        "Get-CertificatePolicy",
                        "Get-AzKeyVaultCertificatePolicy",
                        "Get-AzureKeyVaultCertificatePolicy"),
                "Gets how the versions of a certificate are made.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                CertificateParameters.name(NAMES),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT))
                        .defaultSet(NAMES)
                        .giving("PSKeyVaultCertificatePolicy"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See who signs a certificate",
                        "(Get-CertificatePolicy demo web).IssuerName",
                        "Self"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        run.write(PolicyShapes.policy(target.vault().certificates().policy(target.objectName())));
    }
}
