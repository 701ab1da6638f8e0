package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks a whole trail: each byte, each number, each link of the chain, each signature, and that
/// it reaches as far as the newest checkpoint known. For one thread, one use.
///
/// Whoever can write the files but not sign can hide nothing before the last checkpoint somebody
/// kept elsewhere. Setting back the *whole* directory, its own newest checkpoint included, is seen
/// only against such a witness.
public final class AuditVerifier {
    private final AuditDirectory directory;
    private final CheckpointVerifier keys;
    private final List<SignedCheckpoint> expected;

    private String node = "";
    private Chain chain = new Chain(new byte[Chain.HASH_BYTES], 0);
    private long firstSequence;
    private long signedThrough;
    private @Nullable Checkpoint newest;

    /// The record to name if the frame at hand is wrong.
    private long suspect = 1;

    private AuditVerifier(
            Path directory, CheckpointVerifier keys, List<SignedCheckpoint> expected) {
        this.directory = new AuditDirectory(directory);
        this.keys = keys;
        this.expected = expected;
    }

    /// @param witnessed checkpoints that were kept elsewhere
    /// @throws IOException if the files can't be read
    public static Verdict verify(
            Path directory, CheckpointVerifier keys, List<SignedCheckpoint> witnessed)
            throws IOException {
        return new AuditVerifier(directory, keys, new ArrayList<>(witnessed)).run();
    }

    private Verdict run() throws IOException {
        // The head first: a log that is written meanwhile only gets further than it says.
        Head head = directory.head();
        if (head.signed() != null) {
            expected.add(head.signed());
        }
        List<Path> segments = directory.segments();
        long unfinished = 0;
        for (Path segment : segments) {
            try (FrameReader reader = new FrameReader(segment)) {
                FrameReader.Next next = reader.next();
                boolean first = true;
                while (next instanceof FrameReader.Next.Read(Frame frame)) {
                    String why = first ? header(frame, segment) : frame(frame);
                    if (why == null) {
                        why = compare();
                    }
                    if (why != null) {
                        return broken(segment, frame.offset(), why);
                    }
                    first = false;
                    next = reader.next();
                }
                boolean last = segment.equals(segments.getLast());
                if (next instanceof FrameReader.Next.Damaged(long offset)) {
                    return broken(segment, offset, "its bytes are damaged");
                }
                if (next instanceof FrameReader.Next.Unfinished(long offset)) {
                    if (!last) {
                        return broken(segment, offset, "it is cut off");
                    }
                    if (offset == head.offset()) {
                        return broken(segment, offset, "the closing checkpoint is damaged");
                    }
                    unfinished = Files.size(segment) - offset;
                }
                if (first && !last) {
                    return broken(segment, 0, "the segment has no header");
                }
            }
        }
        return ending(segments, unfinished);
    }

    private Verdict ending(List<Path> segments, long unfinished) {
        for (SignedCheckpoint signed : expected) {
            Checkpoint checkpoint = signed.checkpoint();
            String name = segments.isEmpty() ? "" : segments.getLast().getFileName().toString();
            if (!signed.verifies(keys)) {
                return new Verdict.Broken(
                        chain.sequence(),
                        name,
                        0,
                        "a checkpoint kept beside or elsewhere has a wrong signature");
            }
            if (checkpoint.sequence() > chain.sequence()) {
                return new Verdict.Broken(
                        chain.sequence() + 1,
                        name,
                        0,
                        "it is missing: a signed checkpoint counts %d records, the trail ends with %d"
                                .formatted(checkpoint.sequence(), chain.sequence()));
            }
        }
        return new Verdict.Intact(
                firstSequence, chain.sequence(), Optional.ofNullable(newest), unfinished);
    }

    private Verdict broken(Path segment, long offset, String why) {
        return new Verdict.Broken(suspect, segment.getFileName().toString(), offset, why);
    }

    private @Nullable String header(Frame frame, Path segment) {
        if (frame.type() != Frame.Type.HEADER) {
            return "the segment has no header";
        }
        String text = new String(frame.body(), UTF_8);
        String found = text.lines().skip(1).findFirst().orElse("").replaceFirst("^node ", "");
        if (!text.equals(Recovery.header(found))) {
            return "the segment has a format unknown here";
        }
        boolean begins = node.isEmpty();
        if (begins) {
            node = found;
            chain = new Chain(frame.hash(), frame.sequence());
            firstSequence = frame.sequence() + 1;
            signedThrough = frame.sequence();
            suspect = firstSequence;
            if (frame.sequence() == 0
                    && !HexFormat.of().formatHex(Chain.genesis(node)).equals(chain.headText())) {
                return "the trail does not begin as this node's trails do";
            }
        }
        if (!found.equals(node)) {
            return "the segment is that of another node";
        }
        if (directory.firstSequence(segment) != frame.sequence() + 1) {
            return "the segment has another's name";
        }
        return repeats(frame);
    }

    /// Headers and checkpoints say where the chain stands.
    private @Nullable String repeats(Frame frame) {
        if (frame.sequence() != chain.sequence()) {
            return "%d records are missing before record %d"
                    .formatted(frame.sequence() - chain.sequence(), frame.sequence() + 1);
        }
        return HexFormat.of().formatHex(frame.hash()).equals(chain.headText())
                ? null
                : "the chain has another head here";
    }

    private @Nullable String frame(Frame frame) {
        return switch (frame.type()) {
            case HEADER -> "a header stands among the records";
            case RECORD, NOTE -> link(frame);
            case CHECKPOINT -> checkpoint(frame);
        };
    }

    private @Nullable String link(Frame frame) {
        suspect = chain.sequence() + 1;
        if (frame.sequence() != suspect) {
            return "it is missing or out of place: record %d follows record %d"
                    .formatted(frame.sequence(), chain.sequence());
        }
        if (!chain.follow(frame)) {
            return "it does not follow from the record before";
        }
        suspect = chain.sequence() + 1;
        return null;
    }

    private @Nullable String checkpoint(Frame frame) {
        Optional<SignedCheckpoint> parsed = SignedCheckpoint.parse(new String(frame.body(), UTF_8));
        if (parsed.isEmpty()) {
            return "the checkpoint behind the record before can't be read";
        }
        Checkpoint said = parsed.get().checkpoint();
        if (!parsed.get().verifies(keys)) {
            return "the checkpoint behind the record before has a wrong signature";
        }
        if (!said.node().equals(node)
                || said.sequence() != chain.sequence()
                || !said.head().equals(chain.headText())) {
            suspect = signedThrough + 1;
            return "records %d to %d are not those their signed checkpoint vouches for"
                    .formatted(suspect, Math.max(said.sequence(), chain.sequence()));
        }
        signedThrough = chain.sequence();
        newest = said;
        return repeats(frame);
    }

    /// Against the checkpoints that were known before.
    private @Nullable String compare() {
        for (SignedCheckpoint signed : expected) {
            Checkpoint checkpoint = signed.checkpoint();
            if (checkpoint.sequence() == chain.sequence()
                    && !checkpoint.head().equals(chain.headText())) {
                suspect = Math.min(signedThrough + 1, chain.sequence());
                return "records up to %d are not those a signed checkpoint vouches for"
                        .formatted(chain.sequence());
            }
        }
        return null;
    }
}
