package dev.keyward.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The time of a development server.
///
/// @param ahead of the real time, as ISO 8601 writes a duration
public record ServerTime(Instant time, String ahead) implements WireBody {
    /// Lets time pass.
    ///
    /// @param by an ISO 8601 duration, not checked yet
    public record Step(String by) implements WireBody {
        public static Step parse(byte[] json) {
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
                        return new Step(Required.member("by", by));
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("by", by);
        }
    }

    public static ServerTime read(JsonReader in) {
        Instant time = null;
        String ahead = "";
        while (in.next()) {
            switch (in.member()) {
                case "time" -> time = in.time();
                case "ahead" -> ahead = in.text();
                default -> in.skip();
            }
        }
        return new ServerTime(Required.member("time", time), ahead);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        out.text("ahead", ahead);
    }
}
