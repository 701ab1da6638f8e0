package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.client.SealingCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class TestIntegrity extends VaultCmdlet {
    TestIntegrity() {
        super(Subject.SEALING, "Test-Integrity");
    }

    @Override
    protected void run(Run run) {
        SealingCalls.Report report = run.connection().inSubscription().sealing().check();
        run.write(run.flag("Quiet") ? report.intact() : SealingShapes.report(report));
    }
}
