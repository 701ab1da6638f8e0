package dev.keyward.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the audit record of something the engine did by itself, in the form of all others.
final class SystemRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private SystemRecord() {}

    /// @param operation such as `DeploymentFirstStart`
    static byte[] of(String operation, Instant now) {
        return of(Category.ADMINISTRATIVE, operation, now, "", null);
    }

    /// @param resourceId ARM id of the vault, or empty
    /// @param objectUrl what was acted on, or null
    static byte[] of(
            Category category,
            String operation,
            Instant now,
            String resourceId,
            @Nullable String objectUrl) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("time", AuditTime.text(now));
            json.writeStringField("category", category.word());
            json.writeStringField("operationName", operation);
            json.writeStringField("resultType", "Success");
            json.writeStringField("resultSignature", Reason.phrase(200));
            json.writeStringField("durationMs", "0");
            json.writeStringField("correlationId", UUID.randomUUID().toString());
            json.writeObjectFieldStart("identity");
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            if (objectUrl != null) {
                json.writeStringField("id", objectUrl);
            }
            json.writeBooleanField("succeeded", true);
            json.writeEndObject();
            json.writeStringField("resourceId", resourceId.toUpperCase(Locale.ROOT));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }
}
