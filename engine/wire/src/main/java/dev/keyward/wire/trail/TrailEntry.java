package dev.keyward.wire.trail;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A record of the audit trail with its place.
///
/// @param sequence from 1
/// @param written RFC 3339
/// @param note whether the log itself says something
/// @param record JSON
public record TrailEntry(long sequence, String written, boolean note, byte[] record)
        implements WireBody {
    public static TrailEntry read(JsonReader in) {
        long sequence = 0;
        String written = "";
        boolean note = false;
        byte @Nullable [] record = null;
        while (in.next()) {
            switch (in.member()) {
                case "sequence" -> sequence = in.number();
                case "written" -> written = in.text();
                case "note" -> note = in.bool();
                case "record" -> record = in.raw().getBytes(StandardCharsets.UTF_8);
                default -> in.skip();
            }
        }
        return new TrailEntry(sequence, written, note, Required.member("record", record));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.number("sequence", (Long) sequence);
        out.text("written", written);
        out.bool("note", note);
        out.raw("record", record);
    }

    @Override
    public String toString() {
        return "TrailEntry[" + sequence + "]";
    }
}
