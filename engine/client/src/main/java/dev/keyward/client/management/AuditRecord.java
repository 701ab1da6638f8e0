package dev.keyward.client.management;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.trail.TrailEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record of the audit log (audit-log.md, section 2).
///
/// @param sequence its place in the log, from 1
/// @param operation such as `SecretGet`; empty for a note of the log itself
/// @param status HTTP status, 0 for a note
/// @param requests how many it tells of: 1, but where a flood of requests shares records
/// @param claims who called, as the token said
/// @param json the record as it was written
public record AuditRecord(
        long sequence,
        @Nullable Instant time,
        String operation,
        int status,
        long requests,
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

    static AuditRecord read(JsonReader in) {
        TrailEntry entry = TrailEntry.read(in);
        return JsonReader.parseAnswer(entry.record(), record -> new Parts(entry).read(record));
    }

    /// Collects the members of a record as they come, wherever they stand in it.
    private static final class Parts {
        private final TrailEntry entry;
        private final Map<String, String> claims = new LinkedHashMap<>();
        private final Map<String, String> texts = new HashMap<>();
        private int status;
        private long requests = 1;

        Parts(TrailEntry entry) {
            this.entry = entry;
        }

        AuditRecord read(JsonReader in) {
            while (in.next()) {
                switch (in.member()) {
                    case "identity" -> in.object(this::readIdentity);
                    case "properties" -> in.object(this::readProperties);
                    default -> text(in);
                }
            }
            return new AuditRecord(
                    entry.sequence(),
                    time(texts.getOrDefault("time", entry.written())),
                    texts.getOrDefault("operationName", ""),
                    status,
                    requests,
                    claims,
                    new Details(
                            texts.getOrDefault("resultSignature", ""),
                            texts.get("resultDescription"),
                            texts.get("id"),
                            texts.get("requestUri"),
                            texts.get("clientInfo"),
                            texts.get("callerIpAddress"),
                            texts.get("correlationId")),
                    new String(entry.record(), StandardCharsets.UTF_8));
        }

        private Parts readIdentity(JsonReader in) {
            while (in.next()) {
                if (in.member().equals("claim")) {
                    claims.putAll(in.object(Parts::readClaims));
                } else {
                    in.skip();
                }
            }
            return this;
        }

        private static Map<String, String> readClaims(JsonReader in) {
            Map<String, String> claims = new LinkedHashMap<>();
            while (in.next()) {
                if (in.isText()) {
                    claims.put(in.member(), in.text());
                } else {
                    in.skip();
                }
            }
            return claims;
        }

        private Parts readProperties(JsonReader in) {
            while (in.next()) {
                switch (in.member()) {
                    case "httpStatusCode" -> status = in.integer();
                    case "requestCount" -> requests = in.number();
                    default -> text(in);
                }
            }
            return this;
        }

        private void text(JsonReader in) {
            if (in.isText()) {
                texts.putIfAbsent(in.member(), in.text());
            } else {
                in.skip();
            }
        }
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
}
