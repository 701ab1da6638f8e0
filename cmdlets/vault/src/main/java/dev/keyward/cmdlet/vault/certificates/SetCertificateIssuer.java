package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class SetCertificateIssuer extends VaultCmdlet {
    private static final String EXPANDED = "Expanded";
    private static final String VALUE = "ByValue";

    SetCertificateIssuer() {
        super(
                Names.of(
                        "Set-CertificateIssuer",
                        "Set-AzKeyVaultCertificateIssuer",
                        "Set-AzureKeyVaultCertificateIssuer"),
                "Makes an issuer of certificates known to a vault, or replaces it.",
                Signature.of(
                                Parameters.vaultName(),
                                CertificateParameters.issuerName(),
                                Parameter.of("IssuerProvider", TypeToken.STRING)
                                        .inSets(EXPANDED)
                                        .required(),
                                Parameter.of("AccountId", TypeToken.STRING).inSets(EXPANDED),
                                Parameter.of("ApiKey", TypeToken.SECURE_STRING)
                                        .inSets(EXPANDED)
                                        .help("The password at the provider, protected."),
                                Parameter.of("OrganizationDetails", Types.AN_ORGANIZATION)
                                        .inSets(EXPANDED)
                                        .byValue()
                                        .help("See New-CertificateOrganization."),
                                Parameter.of("InputObject", Types.AN_ISSUER)
                                        .aka("Issuer")
                                        .inSets(VALUE)
                                        .required()
                                        .byValue(),
                                Parameters.passThru())
                        .defaultSet(EXPANDED)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateIssuer"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Make an issuer known",
                        "(Set-CertificateIssuer demo house -IssuerProvider Test -PassThru).Name",
                        "house"));
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
