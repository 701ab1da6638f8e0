package dev.keyward.cmdlet.vault.audit;

import dev.keyward.client.AuditRecord;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.AuditShapes;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetAuditLog extends VaultCmdlet {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    GetAuditLog() {
        super(
                Names.of("Get-AuditLog"),
                "Reads who did what, when, with what result; the newest records if no time is given.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .at(0)
                                        .byPropertyName()
                                        .completedBy(Completions::vaults)
                                        .help("Only what concerns this vault."),
                                Parameter.of("Operation", TypeToken.STRING)
                                        .help("Only this operation, such as SecretGet."),
                                Parameter.of("StartTime", TypeToken.DATE_TIME)
                                        .help("The first moment, included."),
                                Parameter.of("EndTime", TypeToken.DATE_TIME)
                                        .help("The moment it ends before."),
                                Parameter.of("MaxRecord", TypeToken.INT)
                                        .aka("First")
                                        .valid(Validation.Range.of(1, MOST))
                                        .help("How many at most; 100 if it isn't given."))
                        .giving("AuditRecord"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Who read a secret",
                        "(Get-AuditLog demo -Operation SecretGet)[0].ResultSignature",
                        "OK"));
    }

    @Override
    protected void run(Run run) {
        int most = run.arguments().number("MaxRecord", USUAL);
        run
                .connection()
                .inSubscription()
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
