package dev.keyward.cmdlet.vault.audit;

import dev.keyward.client.management.AuditRecord;
import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AuditShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetAuditLog extends VaultCmdlet {
    private static final int USUAL = 100;

    GetAuditLog() {
        super(Subject.AUDIT, "Get-AuditLog");
    }

    @Override
    protected void run(Run run) {
        int most = run.arguments().number("MaxRecord", USUAL);
        String id = run.text("SubscriptionId");
        SubscriptionCalls subscription =
                id == null
                        ? run.connection().inSubscription()
                        : run.connection().resources().in(id);
        subscription
                .auditRecords(
                        new AuditRecord.Filter(
                                run.time("StartTime"),
                                run.time("EndTime"),
                                run.text("VaultName"),
                                run.text("Operation"),
                                most))
                .stream()
                .limit(most)
                .forEach(it -> run.write(AuditShapes.entry(it)));
    }
}
