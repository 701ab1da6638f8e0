package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TimeShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetServerTime extends VaultCmdlet {
    GetServerTime() {
        super(Subject.MANAGEMENT, "Get-ServerTime");
    }

    @Override
    protected void run(Run run) {
        run.write(TimeShapes.clock(run.connection().inSubscription().clock()));
    }
}
