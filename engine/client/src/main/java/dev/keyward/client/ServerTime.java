package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// The time of a development server.
///
/// @param ahead of the real time, an ISO 8601 duration
public record ServerTime(Instant time, String ahead) {
    static ServerTime read(JsonNode answer) {
        return new ServerTime(
                Instant.parse(answer.path("time").asText()), answer.path("ahead").asText());
    }
}
