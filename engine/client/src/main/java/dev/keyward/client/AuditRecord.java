package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record of the audit log (audit-log.md, section 2).
///
/// @param sequence its place in the log, from 1
/// @param operation such as `SecretGet`; empty for a note of the log itself
/// @param status HTTP status, 0 for a note
/// @param claims who called, as the token said
/// @param json the record as it was written
public record AuditRecord(
        long sequence,
        @Nullable Instant time,
        String operation,
        int status,
        Map<String, String> claims,
        Details details,
        String json) {
    private static final String OBJECT_ID =
            "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static final String UPN = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn";

    public AuditRecord {
        claims = Map.copyOf(claims);
    }

    /// What was asked for, and what came of it.
    ///
    /// @param result the HTTP reason phrase
    /// @param description the message sent to the caller; null on success
    /// @param id the object's URL, as it was addressed
    public record Details(
            String result,
            @Nullable String description,
            @Nullable String id,
            @Nullable String requestUri,
            @Nullable String client,
            @Nullable String address,
            @Nullable String correlation) {}

    /// Who called, in the most readable form there is; empty for nobody.
    public String caller() {
        for (String claim : new String[] {"upn", UPN, "appid", "oid", OBJECT_ID}) {
            String value = claims.get(claim);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    static AuditRecord read(JsonNode entry) {
        JsonNode written = entry.path("record");
        JsonNode properties = written.path("properties");
        Map<String, String> claims = new LinkedHashMap<>();
        written.path("identity")
                .path("claim")
                .properties()
                .forEach(claim -> claims.put(claim.getKey(), claim.getValue().asText()));
        String time = written.path("time").asText(entry.path("written").asText());
        return new AuditRecord(
                entry.path("sequence").asLong(),
                time(time),
                written.path("operationName").asText(),
                properties.path("httpStatusCode").asInt(),
                claims,
                new Details(
                        written.path("resultSignature").asText(),
                        ObjectProperties.text(written, "resultDescription"),
                        ObjectProperties.text(properties, "id"),
                        ObjectProperties.text(properties, "requestUri"),
                        ObjectProperties.text(properties, "clientInfo"),
                        ObjectProperties.text(written, "callerIpAddress"),
                        ObjectProperties.text(written, "correlationId")),
                written.toString());
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// Which records are wanted; null for any.
    ///
    /// @param most records a page; the newest ones where no time is given
    public record Filter(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String vault,
            @Nullable String operation,
            int most) {}

    /// What checking the whole log found.
    ///
    /// @param reason where and how it's broken; null if it's intact
    public record Check(boolean intact, long first, long last, @Nullable String reason) {
        static Check read(JsonNode verdict) {
            boolean intact = verdict.path("intact").asBoolean();
            return new Check(
                    intact,
                    verdict.path("firstSequence").asLong(),
                    verdict.path("lastSequence").asLong(),
                    intact
                            ? null
                            : "record %d in segment %s at byte %d: %s"
                                    .formatted(
                                            verdict.path("sequence").asLong(),
                                            verdict.path("segment").asText(),
                                            verdict.path("offset").asLong(),
                                            verdict.path("reason").asText()));
        }
    }
}
