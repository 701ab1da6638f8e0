package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.management.AuditRecord;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.trail.TrailVerdict;

/// The audit log's records as objects.
public final class AuditShapes {
    private AuditShapes() {}

    public static PsObject entry(AuditRecord entry) {
        AuditRecord.Details details = entry.details();
        return new PsObject(Types.AUDIT_RECORD)
                .set("Sequence", entry.sequence())
                .set("Time", Texts.time(entry.time()))
                .set("OperationName", entry.operation())
                .set("HttpStatusCode", entry.status())
                .set("RequestCount", entry.requests())
                .set("ResultSignature", details.result())
                .set("ResultDescription", details.description())
                .set("Caller", entry.caller())
                .set("Claims", PsHashtable.of(entry.claims()))
                .set("Id", details.id())
                .set("RequestUri", details.requestUri())
                .set("ClientInfo", details.client())
                .set("CallerIpAddress", details.address())
                .set("CorrelationId", details.correlation())
                .set("Json", entry.json());
    }

    public static PsObject check(TrailVerdict verdict) {
        PsObject object = new PsObject(Types.AUDIT_CHECK);
        return switch (verdict) {
            case TrailVerdict.Intact intact ->
                    object.set("Intact", true)
                            .set("FirstSequence", intact.firstSequence())
                            .set("LastSequence", intact.lastSequence())
                            .set("Reason", null);
            case TrailVerdict.Broken broken ->
                    object.set("Intact", false)
                            .set("FirstSequence", 0L)
                            .set("LastSequence", 0L)
                            .set(
                                    "Reason",
                                    "record %d in segment %s at byte %d: %s"
                                            .formatted(
                                                    broken.sequence(),
                                                    broken.segment(),
                                                    broken.offset(),
                                                    broken.reason()));
        };
    }
}
