package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a node vouches for: that its chain, after so many records, had this head.
///
/// @param sequence number of the last record under it, 0 before the first
/// @param head chain hash after that record, in lower-case hexadecimal
/// @param evidence the store's highest number in the trail, 0 for none
public record Checkpoint(
        String node, long sequence, String head, long evidence, Instant time, Kind kind) {
    /// Why it was made.
    public enum Kind {
        PERIODIC,
        /// The last thing in a segment: nothing is appended to it any more.
        SEAL,
        CLOSE
    }

    private static final String TITLE = "keyward-audit-checkpoint/1";

    /// The signed text: one fact a line, always the same lines in the same order.
    public String text() {
        return TITLE
                + "\nnode "
                + node
                + "\nsequence "
                + sequence
                + "\nhead "
                + head
                + "\nevidence "
                + evidence
                + "\ntime "
                + time
                + "\nkind "
                + kind
                + "\n";
    }

    byte[] message() {
        return text().getBytes(UTF_8);
    }

    /// @return empty unless the text is exactly what [#text] makes
    static Optional<Checkpoint> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 7) {
            return Optional.empty();
        }
        try {
            Checkpoint parsed =
                    new Checkpoint(
                            after("node ", lines.get(1)),
                            Long.parseLong(after("sequence ", lines.get(2))),
                            after("head ", lines.get(3)),
                            Long.parseLong(after("evidence ", lines.get(4))),
                            Instant.parse(after("time ", lines.get(5))),
                            Kind.valueOf(after("kind ", lines.get(6))));
            return parsed.text().equals(text) ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String after(String label, String line) {
        if (!line.startsWith(label)) {
            throw new IllegalArgumentException(label);
        }
        return line.substring(label.length());
    }
}
