package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// The error body of the token endpoint (identity.md, section 4.4).
///
/// @param error as OAuth 2.0 names it (RFC 6749 5.2)
/// @param code the AADSTS number that tools look for
/// @param timestamp `2026-01-31 12:00:00Z`
/// @param traceId the request id
/// @param correlationId the client's own id, or the request id
public record TokenRefusal(
        String error,
        int code,
        String description,
        String timestamp,
        String traceId,
        String correlationId)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
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
