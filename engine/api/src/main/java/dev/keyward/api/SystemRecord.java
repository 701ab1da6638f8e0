package dev.keyward.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/// Writes the audit record of something the engine did by itself, in the form of all others.
final class SystemRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private SystemRecord() {}

    /// @param operation such as `DeploymentFirstStart`
    static byte[] of(String operation, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("time", AuditTime.text(now));
            json.writeStringField("category", Category.ADMINISTRATIVE.word());
            json.writeStringField("operationName", operation);
            json.writeStringField("resultType", "Success");
            json.writeStringField("resultSignature", Reason.phrase(200));
            json.writeStringField("durationMs", "0");
            json.writeStringField("correlationId", UUID.randomUUID().toString());
            json.writeObjectFieldStart("identity");
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            json.writeBooleanField("succeeded", true);
            json.writeEndObject();
            json.writeStringField("resourceId", "");
            json.writeEndObject();
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }
}
