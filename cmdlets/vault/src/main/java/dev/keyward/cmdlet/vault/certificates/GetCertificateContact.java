package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetCertificateContact extends VaultCmdlet {
    private static final String NAME = "VaultName";
    private static final String OBJECT = "ByInputObject";
    private static final String ID = "ByResourceId";

    GetCertificateContact() {
        super(
                Names.of(
                        "Get-CertificateContact",
                        "Get-AzKeyVaultCertificateContact",
                        "Get-AzureKeyVaultCertificateContact"),
                "Gets the mail addresses that are told of a vault's certificates.",
                Signature.of(
                                Parameters.vaultName(NAME),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(ID))
                        .defaultSet(NAME)
                        .giving("PSKeyVaultCertificateContact"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See who is told",
                        "Add-CertificateContact demo ops@example.org;"
                                + " (Get-CertificateContact demo).Email",
                        "ops@example.org"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        CertificateContacts.write(run, target, target.vault().certificates().contacts());
    }
}
