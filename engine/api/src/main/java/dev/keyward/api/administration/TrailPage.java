package dev.keyward.api.administration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.Checkpoint;
import dev.keyward.audit.Verdict;
import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of the trail's answers. Records stand in it byte for byte as they were written.
final class TrailPage {
    private static final JsonFactory JSON = new JsonFactory();

    private TrailPage() {}

    static byte[] records(List<AuditEntry> entries, @Nullable String nextLink) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("value");
            for (AuditEntry entry : entries) {
                json.writeStartObject();
                json.writeNumberField("sequence", entry.sequence());
                json.writeStringField("written", entry.time().toString());
                json.writeBooleanField("note", entry.note());
                json.writeFieldName("record");
                json.writeRawValue(new String(entry.record(), StandardCharsets.UTF_8));
                json.writeEndObject();
            }
            json.writeEndArray();
            if (nextLink == null) {
                json.writeNullField("nextLink");
            } else {
                json.writeStringField("nextLink", nextLink);
            }
            json.writeEndObject();
        });
    }

    static byte[] verdict(Verdict verdict) {
        return write(json -> {
            json.writeStartObject();
            switch (verdict) {
                case Verdict.Intact intact -> {
                    json.writeBooleanField("intact", true);
                    json.writeNumberField("firstSequence", intact.firstSequence());
                    json.writeNumberField("lastSequence", intact.lastSequence());
                    json.writeNumberField("unfinishedBytes", intact.unfinishedBytes());
                    if (intact.lastCheckpoint().isPresent()) {
                        checkpoint(json, intact.lastCheckpoint().get());
                    }
                }
                case Verdict.Broken broken -> {
                    json.writeBooleanField("intact", false);
                    json.writeNumberField("sequence", broken.sequence());
                    json.writeStringField("segment", broken.segment());
                    json.writeNumberField("offset", broken.offset());
                    json.writeStringField("reason", broken.why());
                }
            }
            json.writeEndObject();
        });
    }

    private static void checkpoint(JsonGenerator json, Checkpoint checkpoint) throws IOException {
        json.writeObjectFieldStart("lastCheckpoint");
        json.writeStringField("node", checkpoint.node());
        json.writeNumberField("sequence", checkpoint.sequence());
        json.writeStringField("head", checkpoint.head());
        json.writeStringField("time", checkpoint.time().toString());
        json.writeEndObject();
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException impossible) {
            throw Bug.because("memory refused a page", impossible);
        }
        return out.toByteArray();
    }
}
