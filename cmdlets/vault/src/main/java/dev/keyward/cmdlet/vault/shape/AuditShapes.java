package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.AuditRecord;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;

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

    public static PsObject check(AuditRecord.Check check) {
        return new PsObject(Types.AUDIT_CHECK)
                .set("Intact", check.intact())
                .set("FirstSequence", check.first())
                .set("LastSequence", check.last())
                .set("Reason", check.reason());
    }
}
