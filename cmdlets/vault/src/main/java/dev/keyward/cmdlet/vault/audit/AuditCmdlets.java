package dev.keyward.cmdlet.vault.audit;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for the audit log.
public final class AuditCmdlets {
    private AuditCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(new GetAuditLog(), new TestAuditLog());
    }
}
