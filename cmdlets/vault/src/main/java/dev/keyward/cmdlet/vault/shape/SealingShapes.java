package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.IntegrityReport;
import dev.keyward.wire.VaultRepair;

/// Checks, repairs and new keys of a deployment's records as objects.
public final class SealingShapes {
    private SealingShapes() {}

    public static PsObject report(IntegrityReport report) {
        return new PsObject(Types.INTEGRITY_CHECK)
                .set("Intact", report.intact())
                .set("Rows", report.rows())
                .set("Failures", report.failures())
                .set(
                        "Findings",
                        report.findings().stream()
                                .map(each ->
                                        new PsObject(Types.INTEGRITY_FINDING)
                                                .set("VaultName", each.vault())
                                                .set("Scope", each.scope())
                                                .set("What", each.what())
                                                .set("Refused", each.refused()))
                                .toList());
    }

    public static PsObject repair(VaultRepair repair) {
        return new PsObject(Types.VAULT_REPAIR)
                .set("VaultName", repair.vault())
                .set("RecordMadeAnew", repair.recordMadeAnew())
                .set("Removed", repair.removed());
    }

    public static PsObject key(String of, int generation) {
        return new PsObject(Types.SEALING_KEY).set("Of", of).set("Generation", generation);
    }
}
