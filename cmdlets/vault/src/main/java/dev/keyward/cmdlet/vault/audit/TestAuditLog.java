package dev.keyward.cmdlet.vault.audit;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.AuditShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class TestAuditLog extends VaultCmdlet {
    TestAuditLog() {
        super(
                Names.of("Test-AuditLog"),
                "Checks that no record of the audit log was changed, removed or added.",
                Signature.of(Parameter.flag("Quiet").help("Writes True or False alone."))
                        .giving("AuditCheck"));
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("Is it as it was written?", "Test-AuditLog -Quiet", "True"));
    }

    @Override
    protected void run(Run run) {
        var check = run.connection().inSubscription().checkAudit();
        run.write(run.flag("Quiet") ? check.intact() : AuditShapes.check(check));
    }
}
