package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.RevocationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import java.util.Optional;

final class RevokeCertificate extends VaultCmdlet {
    private static final String NAME = "ByName";
    private static final String OBJECT = "ByInputObject";
    private static final String SERIAL = "BySerialNumber";

    RevokeCertificate() {
        super(
                Names.of("Revoke-Certificate"),
                "Revokes a certificate that the vault's own authority signed, for good; its revocation list names it from now on.",
                Signature.of(
                                Parameters.vaultName(NAME, SERIAL),
                                CertificateParameters.name(NAME),
                                Parameters.inputObject(Types.A_CERTIFICATE, OBJECT),
                                Parameter.of("Version", TypeToken.STRING)
                                        .aka("CertificateVersion")
                                        .inSets(NAME, OBJECT),
                                Parameter.of("SerialNumber", TypeToken.STRING)
                                        .inSets(SERIAL)
                                        .required()
                                        .help("Hexadecimal digits, as tools write them."),
                                Parameter.of("Reason", TypeToken.STRING)
                                        .valid(
                                                Validation.OneOf.words(
                                                        "unspecified",
                                                        "keyCompromise",
                                                        "affiliationChanged",
                                                        "superseded",
                                                        "cessationOfOperation",
                                                        "privilegeWithdrawn"))
                                        .help("Unspecified if left out."),
                                Parameters.force())
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("CertificateRevocation"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Revoke a certificate whose key got out",
                        "Set-CertificateIssuer demo house -IssuerProvider Keyward"
                                + " -OrganizationDetails (New-CertificateOrganization -Id '*.example.org');"
                                + " $null = Add-Certificate demo leak (New-CertificatePolicy house"
                                + " 'CN=leak.example.org' -DnsName leak.example.org);"
                                + " while ((Get-CertificateOperation demo leak).Status -eq 'inProgress')"
                                + " { Start-Sleep -Milliseconds 20 };"
                                + " (Revoke-Certificate demo leak -Reason keyCompromise -Force).Reason",
                        "keyCompromise"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String given = run.text("SerialNumber");
        String shown = given == null ? target.objectName() : given;
        if (!run.goesOn(
                shown,
                "Revoke certificate",
                "Revoke certificate '" + shown + "'? That can't be taken back.")) {
            return;
        }
        String serial = given == null ? serial(target) : given;
        run.write(
                RevocationShapes.revocation(
                        target.vault().certificates().revoke(serial, run.text("Reason")),
                        target.look().vaultName()));
    }

    private static String serial(ObjectTarget target) {
        String name = target.objectName();
        byte[] content =
                target.vault()
                        .certificates()
                        .find(name, target.version())
                        .flatMap(found -> Optional.ofNullable(found.content()))
                        .orElseThrow(() -> Refusal.of("Cannot find certificate '" + name + "'."));
        return CertificateShapes.serialNumber(content);
    }
}
