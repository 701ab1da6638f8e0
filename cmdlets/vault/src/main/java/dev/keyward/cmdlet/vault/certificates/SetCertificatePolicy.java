package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.PolicyBody;
import java.util.ArrayList;
import java.util.List;

final class SetCertificatePolicy extends VaultCmdlet {
    private static final String PERCENTAGE = "ExpandedRenewPercentage";
    private static final String VALUE = "ByValue";
    private static final String DAYS = "ExpandedRenewNumber";

    SetCertificatePolicy() {
        super(
                Names.of(
                        "Set-CertificatePolicy",
                        "Set-AzKeyVaultCertificatePolicy",
                        "Set-AzureKeyVaultCertificatePolicy"),
                "Changes how the next versions of a certificate are made; what isn't given stays.",
                new Signature(parameters(), PERCENTAGE, ConfirmImpact.Medium, List.of())
                        .giving("PSKeyVaultCertificatePolicy"));
    }

    private static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameters.vaultName());
        all.add(CertificateParameters.name());
        all.add(
                Parameter.of("InputObject", Types.A_CERTIFICATE_POLICY)
                        .aka("CertificatePolicy")
                        .inSets(VALUE)
                        .required()
                        .at(2)
                        .byValue()
                        .byPropertyName());
        all.add(
                Parameter.of("RenewAtNumberOfDaysBeforeExpiry", TypeToken.INT.orNull())
                        .inSets(DAYS)
                        .required());
        all.add(
                Parameter.of("RenewAtPercentageLifetime", TypeToken.INT.orNull())
                        .inSets(PERCENTAGE));
        all.addAll(PolicyParameters.shared());
        all.add(
                Parameter.of("ReuseKeyOnRenewal", TypeToken.BOOL.orNull())
                        .inSets(PERCENTAGE, DAYS));
        all.add(Parameter.of("SubjectName", TypeToken.STRING).inSets(PERCENTAGE, DAYS));
        all.add(Parameter.of("IssuerName", TypeToken.STRING).inSets(PERCENTAGE, DAYS));
        all.add(
                Parameter.of("DnsName", TypeToken.STRINGS)
                        .aka("DnsNames")
                        .inSets(PERCENTAGE, DAYS));
        PolicyParameters.content().forEach(each -> all.add(each.inSets(PERCENTAGE, DAYS)));
        all.add(Parameters.passThru());
        return all;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Renew a certificate a month before its end",
                        "(Set-CertificatePolicy demo web -RenewAtNumberOfDaysBeforeExpiry 30"
                                + " -PassThru).RenewAtNumberOfDaysBeforeExpiry",
                        "30"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.named(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set certificate policy")) {
            return;
        }
        PolicyBody set =
                target.vault().certificates().updatePolicy(name, PolicyParameters.changed(run));
        if (run.flag("PassThru")) {
            run.write(PolicyShapes.policy(set));
        }
    }
}
