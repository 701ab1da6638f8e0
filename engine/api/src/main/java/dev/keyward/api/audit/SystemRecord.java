package dev.keyward.api.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.api.exchange.Category;
import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the audit record of something the engine did by itself, in the form of all others.
public final class SystemRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private SystemRecord() {}

    /// @param operation such as `DeploymentFirstStart`
    public static byte[] of(String operation, Instant now) {
        return of(Category.ADMINISTRATIVE, operation, now, "", null);
    }

    /// Of something that went wrong, or that an administrator overruled.
    ///
    /// @param description for people; no secret
    public static byte[] failure(String operation, Instant now, String description) {
        return of(Category.ADMINISTRATIVE, operation, now, "", null, description);
    }

    /// Of an operation of the management plane.
    ///
    /// @param resourceId ARM id of what it was done to
    /// @param failure what went wrong, for people; null if nothing did. No secret
    public static byte[] at(
            String resourceId, String operation, Instant now, @Nullable String failure) {
        return of(Category.ADMINISTRATIVE, operation, now, resourceId, null, failure);
    }

    /// @param resourceId ARM id of the vault, or empty
    /// @param objectUrl what was acted on, or null
    public static byte[] of(
            Category category,
            String operation,
            Instant now,
            String resourceId,
            @Nullable String objectUrl) {
        return of(category, operation, now, resourceId, objectUrl, null);
    }

    /// @param resourceId ARM id of the vault, or empty
    /// @param objectUrl what was acted on, or null
    /// @param failure what went wrong, for people; null if nothing did. No secret
    public static byte[] of(
            Category category,
            String operation,
            Instant now,
            String resourceId,
            @Nullable String objectUrl,
            @Nullable String failure) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("time", AuditTime.text(now));
            json.writeStringField("category", category.word());
            json.writeStringField("operationName", operation);
            // As in all other records; `succeeded` says what came of it.
            json.writeStringField("resultType", "Success");
            json.writeStringField(
                    "resultSignature", failure == null ? "OK" : "Internal Server Error");
            if (failure != null) {
                json.writeStringField("resultDescription", failure);
            }
            json.writeStringField("durationMs", "0");
            json.writeStringField("correlationId", UUID.randomUUID().toString());
            json.writeObjectFieldStart("identity");
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            if (objectUrl != null) {
                json.writeStringField("id", objectUrl);
            }
            json.writeBooleanField("succeeded", failure == null);
            json.writeEndObject();
            json.writeStringField("resourceId", resourceId.toUpperCase(Locale.ROOT));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw Bug.because("memory refused an audit record", impossible);
        }
        return out.toByteArray();
    }
}
