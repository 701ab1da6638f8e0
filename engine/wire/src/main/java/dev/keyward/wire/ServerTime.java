package dev.keyward.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time of a development server.
///
/// @param ahead of the real time, as ISO 8601 writes a duration
public record ServerTime(Instant time, String ahead) implements WireBody {
    /// Reads the request that lets time pass.
    ///
    /// @return an ISO 8601 duration, not checked yet
    public static String parseStep(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String by = null;
                    while (in.next()) {
                        if (in.member().equals("by")) {
                            by = in.text();
                        } else {
                            in.skip();
                        }
                    }
                    return Required.member("by", by);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        out.text("ahead", ahead);
    }
}
