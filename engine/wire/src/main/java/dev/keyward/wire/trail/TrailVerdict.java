package dev.keyward.wire.trail;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// What checking the whole audit trail found.
public sealed interface TrailVerdict extends WireBody {
    /// @param unfinishedBytes of a record that a crash cut off
    record Intact(
            long firstSequence,
            long lastSequence,
            long unfinishedBytes,
            @Nullable Checkpoint lastCheckpoint)
            implements TrailVerdict {
        @Override
        public void writeMembers(JsonWriter out) {
            out.bool("intact", true);
            out.number("firstSequence", (Long) firstSequence);
            out.number("lastSequence", (Long) lastSequence);
            out.number("unfinishedBytes", (Long) unfinishedBytes);
            out.object("lastCheckpoint", lastCheckpoint);
        }
    }

    /// @param sequence of the record that is broken
    /// @param offset in bytes
    record Broken(long sequence, String segment, long offset, String reason)
            implements TrailVerdict {
        @Override
        public void writeMembers(JsonWriter out) {
            out.bool("intact", false);
            out.number("sequence", (Long) sequence);
            out.text("segment", segment);
            out.number("offset", (Long) offset);
            out.text("reason", reason);
        }
    }

    /// The newest signed statement of how far the trail goes.
    ///
    /// @param time RFC 3339
    record Checkpoint(String node, long sequence, String head, String time) implements WireBody {
        static Checkpoint read(JsonReader in) {
            String node = "";
            long sequence = 0;
            String head = "";
            String time = "";
            while (in.next()) {
                switch (in.member()) {
                    case "node" -> node = in.text();
                    case "sequence" -> sequence = in.number();
                    case "head" -> head = in.text();
                    case "time" -> time = in.text();
                    default -> in.skip();
                }
            }
            return new Checkpoint(node, sequence, head, time);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("node", node);
            out.number("sequence", (Long) sequence);
            out.text("head", head);
            out.text("time", time);
        }
    }

    static TrailVerdict read(JsonReader in) {
        boolean intact = false;
        long first = 0;
        long last = 0;
        long unfinished = 0;
        Checkpoint checkpoint = null;
        long sequence = 0;
        String segment = "";
        long offset = 0;
        String reason = "";
        while (in.next()) {
            switch (in.member()) {
                case "intact" -> intact = in.bool();
                case "firstSequence" -> first = in.number();
                case "lastSequence" -> last = in.number();
                case "unfinishedBytes" -> unfinished = in.number();
                case "lastCheckpoint" -> checkpoint = in.object(Checkpoint::read);
                case "sequence" -> sequence = in.number();
                case "segment" -> segment = in.text();
                case "offset" -> offset = in.number();
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        return intact
                ? new Intact(first, last, unfinished, checkpoint)
                : new Broken(sequence, segment, offset, reason);
    }
}
