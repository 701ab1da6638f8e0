package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TimeShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.ServerTime;

final class StepServerTime extends VaultCmdlet {
    StepServerTime() {
        super(Subject.MANAGEMENT, "Step-ServerTime");
    }

    @Override
    protected void run(Run run) {
        String by = run.required("By");
        if (run.goesOn(by, "Let time pass")) {
            ServerTime time = run.connection().inSubscription().advanceTime(by);
            run.write(TimeShapes.time(time));
        }
    }
}
