package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.ObjectSettings;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.PolicyBody;
import java.util.List;

final class AddCertificate extends VaultCmdlet {
    private static final String PATH = "EnrollCertWithPolicyPath";
    private static final String OBJECT = "EnrollCertWithPolicyObject";

    AddCertificate() {
        super(
                Names.of(
                        "Add-Certificate",
                        "Add-AzKeyVaultCertificate",
                        "Add-AzureKeyVaultCertificate"),
                "Orders a certificate, or a new version of one.",
                Signature.of(
                                Parameters.vaultName(),
                                CertificateParameters.name(),
                                Parameter.of("PolicyPath", TypeToken.STRING)
                                        .inSets(PATH)
                                        .required()
                                        .at(2)
                                        .byValue()
                                        .help("A JSON file with the policy."),
                                Parameter.of("CertificatePolicy", Types.A_CERTIFICATE_POLICY)
                                        .inSets(OBJECT)
                                        .required()
                                        .at(2)
                                        .byValue()
                                        .help("See New-CertificatePolicy."),
                                Parameters.tag())
                        .defaultSet(PATH)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificateOperation"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Order a certificate that signs itself",
                        "$policy = New-CertificatePolicy Self 'CN=www.example.org';"
                                + " (Add-Certificate demo www -CertificatePolicy $policy).Status",
                        "inProgress"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Add certificate")) {
            return;
        }
        PolicyBody policy = GivenPolicy.of(run, "CertificatePolicy");
        Boolean enabled = policy == null ? null : policy.attributes().enabled();
        run.write(
                CertificateShapes.operation(
                        target.vault()
                                .certificates()
                                .create(
                                        name,
                                        policy,
                                        new ObjectSettings(enabled, null, null, run.tags("Tag"))),
                        target.look()));
    }
}
