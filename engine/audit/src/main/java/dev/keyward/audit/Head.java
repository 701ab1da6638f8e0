package dev.keyward.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the file `head` says: the newest checkpoint, and where its frame stands if the trail was
/// closed with it. Then the next opener needn't read the segment to find its end.
///
/// @param offset of the frame in the last segment, -1 if more may have followed it
record Head(@Nullable SignedCheckpoint signed, long offset) {
    static final Head NONE = new Head(null, -1);

    private static final String MARK = "frame ";

    @Nullable Checkpoint checkpoint() {
        return signed == null ? null : signed.checkpoint();
    }

    /// The checkpoint's text, then `frame <offset>`.
    String text() {
        return (signed == null ? "" : signed.text()) + MARK + offset + "\n";
    }

    /// @return empty unless the text is exactly what [#text] makes of a checkpoint
    static Optional<Head> parse(String text) {
        int mark = text.lastIndexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        try {
            long offset = Long.parseLong(text.substring(mark + MARK.length()).strip());
            return SignedCheckpoint.parse(text.substring(0, mark))
                    .map(signed -> new Head(signed, offset))
                    .filter(head -> head.text().equals(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
