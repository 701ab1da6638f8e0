package dev.keyward.cmdlet.vault.audit;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AuditShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.trail.TrailVerdict;

final class TestAuditLog extends VaultCmdlet {
    TestAuditLog() {
        super(Subject.AUDIT, "Test-AuditLog");
    }

    @Override
    protected void run(Run run) {
        TrailVerdict check = run.connection().inSubscription().checkAudit();
        run.write(
                run.flag("Quiet")
                        ? check instanceof TrailVerdict.Intact
                        : AuditShapes.check(check));
    }
}
