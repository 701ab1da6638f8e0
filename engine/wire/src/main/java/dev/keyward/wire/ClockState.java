package dev.keyward.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a server's clock stands to the time that is certain for it.
///
/// @param time what it goes by
/// @param clock what the machine's clock shows
/// @param certain by which it does what can't be undone
/// @param standing `right`, `ahead` or `behind`: the machine's clock, to what is certain
/// @param confirmedAt when a clock that is ahead will be certain by itself; null if it isn't ahead
public record ClockState(
        Instant time,
        Instant clock,
        Instant certain,
        String standing,
        @Nullable Instant confirmedAt)
        implements WireBody {
    public ClockState {
        standing = standing.toLowerCase(Locale.ROOT);
    }

    /// Says that the server's clock is right.
    ///
    /// @param time it is, by another clock
    public record Confirmation(Instant time) implements WireBody {
        public static Confirmation parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        Instant time = null;
                        while (in.next()) {
                            if (in.member().equals("time")) {
                                time = in.time();
                            } else {
                                in.skip();
                            }
                        }
                        return new Confirmation(Required.member("time", time));
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("time", text(time));
        }
    }

    public static ClockState read(JsonReader in) {
        Instant time = null;
        Instant clock = null;
        Instant certain = null;
        String standing = "";
        Instant confirmedAt = null;
        while (in.next()) {
            switch (in.member()) {
                case "time" -> time = in.time();
                case "clock" -> clock = in.time();
                case "certain" -> certain = in.time();
                case "standing" -> standing = in.text();
                case "confirmedAt" -> confirmedAt = in.time();
                default -> in.skip();
            }
        }
        return new ClockState(
                Required.member("time", time),
                Required.member("clock", clock),
                Required.member("certain", certain),
                standing,
                confirmedAt);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("time", text(time));
        out.text("clock", text(clock));
        out.text("certain", text(certain));
        out.text("standing", standing);
        out.text("confirmedAt", confirmedAt == null ? null : text(confirmedAt));
    }
}
