package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.CertificateCalls;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetCertificateIssuer extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";
    private static final String ID = "ByResourceId";

    GetCertificateIssuer() {
        super(
                Names.of(
                        "Get-CertificateIssuer",
                        "Get-AzKeyVaultCertificateIssuer",
                        "Get-AzureKeyVaultCertificateIssuer"),
                "Gets the issuers of a vault, or one with its account.",
                Signature.of(
                                Parameters.vaultName(NAME),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(ID),
                                Parameter.of("Name", TypeToken.STRING).aka("IssuerName").at(1))
                        .defaultSet(NAME)
                        .giving(
                                "PSKeyVaultCertificateIssuerIdentityItem",
                                "PSKeyVaultCertificateIssuer"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See through whom certificates can be had",
                        "Set-CertificateIssuer demo house -IssuerProvider Test;"
                                + " Get-CertificateIssuer demo |"
                                + " ForEach-Object { \"$($_.Name) $($_.IssuerProvider)\" }",
                        "house Test"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        CertificateCalls certificates = target.vault().certificates();
        String vault = target.look().vaultName();
        String name = target.name();
        if (name != null && !Wildcard.isPattern(name)) {
            run.write(IssuerShapes.issuer(certificates.issuer(name), vault));
            return;
        }
        certificates.issuers().stream()
                .filter(it -> name == null || Wildcard.of(name).matches(IssuerShapes.name(it)))
                .forEach(it -> run.write(IssuerShapes.issuerItem(it, vault)));
    }
}
