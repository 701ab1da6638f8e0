package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.ServerTime;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TimeShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class StepServerTime extends VaultCmdlet {
    StepServerTime() {
        super(
                Names.of("Step-ServerTime"),
                "Lets the time of a development server (serve --dev) pass, and what falls due happen.",
                Signature.of(
                                Parameter.of("By", TypeToken.STRING)
                                        .required()
                                        .at(0)
                                        .help("An ISO 8601 duration, such as P30D or PT12H."))
                        .changing(ConfirmImpact.Medium)
                        .giving("ServerTime"));
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
