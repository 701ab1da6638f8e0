package dev.keyward.cmdlet.vault.audit;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AuditShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class TestAuditLog extends VaultCmdlet {
    TestAuditLog() {
        super(Subject.AUDIT, "Test-AuditLog");
    }

    @Override
    protected void run(Run run) {
        var check = run.connection().inSubscription().checkAudit();
        run.write(run.flag("Quiet") ? check.intact() : AuditShapes.check(check));
    }
}
