package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerParameters;
import org.jspecify.annotations.Nullable;

final class SetCertificateIssuer extends VaultCmdlet {
    SetCertificateIssuer() {
        super(
                Subject.CERTIFICATES,
                "Set-CertificateIssuer",
                "Set-AzKeyVaultCertificateIssuer",
                "Set-AzureKeyVaultCertificateIssuer");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.named(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set certificate issuer")) {
            return;
        }
        PsObject given = run.inputObject();
        try (SecretBytes apiKey = run.secret("ApiKey")) {
            IssuerParameters issuer =
                    given != null ? IssuerShapes.parameters(given) : expanded(run, apiKey);
            IssuerBundle set = target.vault().certificates().setIssuer(name, issuer);
            if (run.flag("PassThru")) {
                run.write(IssuerShapes.issuer(set, target.look().vaultName()));
            }
        }
    }

    private static IssuerParameters expanded(Run run, @Nullable SecretBytes apiKey) {
        PsObject organization = run.arguments().as(PsObject.class, "OrganizationDetails");
        return new IssuerParameters(
                run.required("IssuerProvider"),
                run.text("AccountId"),
                apiKey,
                organization == null ? null : IssuerShapes.organization(organization),
                ObjectAttributes.NONE);
    }
}
