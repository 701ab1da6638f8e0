package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.ArrayList;
import java.util.List;

final class NewCertificatePolicy extends VaultCmdlet {
    private static final String SUBJECT = "SubjectName";
    private static final String DNS = "DNSNames";

    NewCertificatePolicy() {
        super(
                Names.of(
                        "New-CertificatePolicy",
                        "New-AzKeyVaultCertificatePolicy",
                        "New-AzureKeyVaultCertificatePolicy"),
                "Makes a policy in memory: how the versions of a certificate are to be made.",
                new Signature(parameters(), SUBJECT, ConfirmImpact.Medium, List.of())
                        .giving("PSKeyVaultCertificatePolicy"));
    }

    private static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(
                Parameter.of("IssuerName", TypeToken.STRING)
                        .required()
                        .at(0)
                        .byPropertyName()
                        .help("Self, Unknown for one that's signed elsewhere, or an issuer's."));
        all.add(
                Parameter.of("DnsName", TypeToken.STRINGS)
                        .aka("DnsNames")
                        .inSets(DNS)
                        .required()
                        .at(1)
                        .byPropertyName());
        all.add(
                Parameter.of("SubjectName", TypeToken.STRING)
                        .in(Membership.in(SUBJECT).required().at(1), Membership.in(DNS).at(2))
                        .byPropertyName());
        all.add(Parameter.flag("ReuseKeyOnRenewal").byPropertyName());
        all.add(
                Parameter.of("RenewAtNumberOfDaysBeforeExpiry", TypeToken.INT.orNull())
                        .byPropertyName());
        all.add(Parameter.of("RenewAtPercentageLifetime", TypeToken.INT.orNull()).byPropertyName());
        PolicyParameters.shared().forEach(each -> all.add(each.byPropertyName()));
        PolicyParameters.content().forEach(each -> all.add(each.byPropertyName()));
        return all;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "A policy for a certificate that signs itself",
                        "$p = New-CertificatePolicy Self 'CN=www.example.org' -ValidityInMonths 6;"
                                + " \"$($p.Kty) $($p.KeySize) $($p.IssuerName)"
                                + " $($p.ValidityInMonths)\"",
                        "RSA 2048 Self 6"));
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Create certificate policy")) {
            run.write(PolicyShapes.policy(PolicyParameters.created(run)));
        }
    }
}
