package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.client.SealingCalls;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class TestIntegrity extends VaultCmdlet {
    TestIntegrity() {
        super(
                Names.of("Test-Integrity"),
                "Looks at every stored record: none was changed, removed, added or set back.",
                Signature.of(Parameter.flag("Quiet").help("Writes True or False alone."))
                        .giving("IntegrityCheck"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("Is all as it was written?", "Test-Integrity -Quiet", "True"),
                new Example("What is wrong, if anything", "(Test-Integrity).Findings.Count", "0"));
    }

    @Override
    protected void run(Run run) {
        SealingCalls.Report report = run.connection().inSubscription().sealing().check();
        run.write(run.flag("Quiet") ? report.intact() : SealingShapes.report(report));
    }
}
