package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TimeShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.ClockState;
import java.time.Instant;

final class ConfirmServerTime extends VaultCmdlet {
    ConfirmServerTime() {
        super(Subject.MANAGEMENT, "Confirm-ServerTime");
    }

    @Override
    protected void run(Run run) {
        ClockState state = run.connection().inSubscription().clock();
        String clock = state.clock().toString();
        String question =
                "Purges and whatever else can't be undone go by the server's clock from now on, "
                        + clock
                        + ". Is it right?";
        if (run.goesOn(clock, "Take the server's clock for right", question)) {
            Instant given = run.time("Time");
            Instant now = given == null ? run.connections().clock().instant() : given;
            run.write(TimeShapes.clock(run.connection().inSubscription().confirmClock(now)));
        }
    }
}
