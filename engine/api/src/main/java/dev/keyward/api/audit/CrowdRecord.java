package dev.keyward.api.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.api.exchange.Category;
import dev.keyward.model.Bug;
import dev.keyward.wire.HttpReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/// Writes the audit record of strangers' requests that have no more in common than where they came
/// from and how they were answered: what is left to tell of a flood from many addresses, or of many
/// things at once (security.md, section 10).
public final class CrowdRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private CrowdRecord() {}

    /// @param origin a network such as `203.0.113.0/24`, or a word
    /// @param first when the first of them came
    public static byte[] of(String origin, int status, Instant first, Together together) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("time", AuditTime.text(first));
            json.writeStringField("category", Category.AUDIT_EVENT.word());
            json.writeStringField(
                    "operationName", status == 401 ? "Authentication" : "UnknownOperation");
            json.writeStringField("resultType", "Success");
            json.writeStringField(
                    "resultSignature", HttpReason.of(status).orElseGet(() -> "Status " + status));
            json.writeStringField("durationMs", "0");
            json.writeStringField("callerIpAddress", origin);
            json.writeStringField("correlationId", together.first().toString());
            json.writeObjectFieldStart("identity");
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            json.writeNumberField("httpStatusCode", status);
            json.writeBooleanField("succeeded", status < 400);
            json.writeStringField("requestId", together.first().toString());
            json.writeNumberField("requestCount", together.count());
            json.writeStringField("lastRequestId", together.lastId().toString());
            json.writeStringField("lastTime", AuditTime.text(together.last()));
            json.writeEndObject();
            json.writeStringField("resourceId", "");
            json.writeEndObject();
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }
}
