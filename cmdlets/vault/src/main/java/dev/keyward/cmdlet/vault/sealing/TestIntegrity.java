package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.IntegrityReport;

final class TestIntegrity extends VaultCmdlet {
    TestIntegrity() {
        super(Subject.SEALING, "Test-Integrity");
    }

    @Override
    protected void run(Run run) {
        IntegrityReport report = run.connection().inSubscription().sealing().check();
        run.write(run.flag("Quiet") ? report.intact() : SealingShapes.report(report));
    }
}
