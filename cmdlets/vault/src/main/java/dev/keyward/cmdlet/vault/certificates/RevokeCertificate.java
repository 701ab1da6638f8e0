package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.RevocationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Optional;

final class RevokeCertificate extends VaultCmdlet {
    RevokeCertificate() {
        super(Subject.CERTIFICATES, "Revoke-Certificate");
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
                        .flatMap(found -> Optional.ofNullable(found.cer()))
                        .orElseThrow(() -> Refusal.of("Cannot find certificate '" + name + "'."));
        return CertificateShapes.serialNumber(content);
    }
}
