package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The error body of the token endpoint (identity.md, section 4.4).
///
/// @param error as OAuth 2.0 names it (RFC 6749 5.2)
/// @param code the AADSTS number that tools look for
/// @param time when it was refused; written as `2026-01-31 12:00:00Z`
/// @param traceId the request id
/// @param correlationId the client's own id, or the request id
public record TokenRefusal(
        String error,
        int code,
        String description,
        Instant time,
        String traceId,
        String correlationId)
        implements WireBody {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Override
    public void writeMembers(JsonWriter out) {
        String timestamp = TIMESTAMP.format(time);
        out.text("error", error);
        out.text(
                "error_description",
                "AADSTS"
                        + code
                        + ": "
                        + description
                        + " Trace ID: "
                        + traceId
                        + " Correlation ID: "
                        + correlationId
                        + " Timestamp: "
                        + timestamp);
        out.numbers("error_codes", List.of(code));
        out.text("timestamp", timestamp);
        out.text("trace_id", traceId);
        out.text("correlation_id", correlationId);
    }
}
