package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the end of a trail and makes it whole.
///
/// A trail that was closed says itself where it ends. Of any other the last segment is read: its
/// chain is followed, what a crash left torn is cut (after copying it beside), and the newest
/// checkpoint is compared. Records a checkpoint speaks of were durable and answered for; if they
/// are missing or different, that was no crash, and the trail isn't opened.
final class Recovery {
    private static final String FORMAT = "keyward-audit-segment/1";

    /// The segment to go on in.
    ///
    /// @param began when it was made
    record Tail(Path segment, long bytes, Instant began) {}

    /// Where a trail goes on.
    ///
    /// @param evidence the store's highest number in it
    /// @param tail null to begin a segment
    record Point(Chain chain, long evidence, @Nullable Tail tail) {}

    private final AuditDirectory directory;
    private final String node;
    private final List<String> notes = new ArrayList<>();

    Recovery(AuditDirectory directory, String node) {
        this.directory = directory;
        this.node = node;
    }

    static String header(String node) {
        return FORMAT + "\nnode " + node + "\n";
    }

    /// What has to be said in the chain, once it can be.
    List<String> notes() {
        return notes;
    }

    Point run() throws IOException {
        Head head = directory.head();
        Checkpoint checkpoint = head.checkpoint();
        if (checkpoint != null && !checkpoint.node().equals(node)) {
            throw new IOException(
                    "the audit trail in %s is that of node %s, not of %s"
                            .formatted(directory.path(), checkpoint.node(), node));
        }
        List<Path> segments = directory.segments();
        dropUnbegun(segments);
        if (segments.isEmpty()) {
            if (checkpoint != null && checkpoint.sequence() > 0) {
                throw lost(checkpoint, 0);
            }
            return new Point(new Chain(Chain.genesis(node), 0), 0, null);
        }
        if (checkpoint == null) {
            notes.add("{\"note\":\"head-missing\"}");
        }
        Path last = segments.getLast();
        Point closed = closed(last, head);
        return closed == null ? follow(last, checkpoint) : closed;
    }

    /// @return null unless the segment ends with the very checkpoint the trail was closed with
    private @Nullable Point closed(Path segment, Head head) throws IOException {
        SignedCheckpoint signed = head.signed();
        if (signed == null || head.offset() < 0) {
            return null;
        }
        try (FrameReader reader = new FrameReader(segment, head.offset())) {
            if (reader.next() instanceof FrameReader.Next.Read(Frame frame)
                    && Arrays.equals(frame.body(), signed.bytes())
                    && reader.next() instanceof FrameReader.Next.End) {
                Chain chain = new Chain(frame.hash(), frame.sequence());
                return new Point(
                        chain,
                        frame.evidence(),
                        new Tail(segment, reader.offset(), header(segment)));
            }
            return null;
        }
    }

    /// @return when the segment was made
    private Instant header(Path segment) throws IOException {
        return firstOf(segment)
                .filter(first -> new String(first.body(), UTF_8).equals(header(node)))
                .orElseThrow(() ->
                        new IOException(
                                "%s is not a segment of node %s in a format known here"
                                        .formatted(segment, node)))
                .time();
    }

    /// Removes a last segment whose header never got to the disk.
    private void dropUnbegun(List<Path> segments) throws IOException {
        if (!segments.isEmpty() && firstOf(segments.getLast()).isEmpty()) {
            Path unbegun = segments.removeLast();
            if (Files.size(unbegun) > 2L * Frame.BODY_AT + FORMAT.length() + node.length()) {
                throw new IOException(unbegun + " has no readable header; it is damaged");
            }
            Files.delete(unbegun);
            directory.flush();
        }
    }

    private Optional<Frame> firstOf(Path segment) throws IOException {
        try (FrameReader reader = new FrameReader(segment)) {
            return reader.next() instanceof FrameReader.Next.Read(Frame frame)
                            && frame.type() == Frame.Type.HEADER
                    ? Optional.of(frame)
                    : Optional.empty();
        }
    }

    private Point follow(Path segment, @Nullable Checkpoint head) throws IOException {
        Instant began = header(segment);
        try (FrameReader reader = new FrameReader(segment)) {
            Chain chain = new Chain(new byte[Chain.HASH_BYTES], 0);
            long evidence = 0;
            boolean sealed = false;
            FrameReader.Next next = reader.next();
            while (next instanceof FrameReader.Next.Read(Frame frame)) {
                switch (frame.type()) {
                    case HEADER -> chain = new Chain(frame.hash(), frame.sequence());
                    case RECORD, NOTE -> follow(chain, frame, segment);
                    case CHECKPOINT -> sealed = isSeal(frame);
                }
                evidence = Math.max(evidence, frame.evidence());
                compare(chain, head);
                next = reader.next();
            }
            if (head != null && head.sequence() > chain.sequence()) {
                throw lost(head, chain.sequence());
            }
            long bytes = reader.offset();
            if (!(next instanceof FrameReader.Next.End)) {
                cut(segment, bytes, chain);
            }
            return new Point(chain, evidence, sealed ? null : new Tail(segment, bytes, began));
        }
    }

    private static boolean isSeal(Frame frame) {
        return SignedCheckpoint.parse(new String(frame.body(), UTF_8))
                .filter(signed -> signed.checkpoint().kind() == Checkpoint.Kind.SEAL)
                .isPresent();
    }

    private static void follow(Chain chain, Frame frame, Path segment) throws IOException {
        long expected = chain.sequence() + 1;
        if (frame.sequence() != expected || !chain.follow(frame)) {
            throw new IOException(
                    "record %d in %s does not follow from those before; the trail was changed"
                            .formatted(expected, segment));
        }
    }

    private void compare(Chain chain, @Nullable Checkpoint expected) throws IOException {
        if (expected != null
                && expected.sequence() == chain.sequence()
                && !expected.head().equals(chain.headText())) {
            throw new IOException(
                    "the audit trail in %s differs from its checkpoint at record %d; it was changed"
                            .formatted(directory.path(), chain.sequence()));
        }
    }

    private IOException lost(Checkpoint head, long last) {
        return new IOException(
                ("the audit trail in %s ends at record %d, but a checkpoint says that %d were durable;"
                                + " restore them, or move the directory away as evidence"
                                + " and begin a new trail")
                        .formatted(directory.path(), last, head.sequence()));
    }

    private void cut(Path segment, long offset, Chain chain) throws IOException {
        long bytes;
        byte[] hash;
        Path kept = directory.path().resolve("cut-after-%020d".formatted(chain.sequence()));
        try (FileChannel channel =
                        FileChannel.open(
                                segment, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel copy = directory.create(kept)) {
            bytes = channel.size() - offset;
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(bytes, 1 << 26));
            while (tail.hasRemaining() && channel.read(tail, offset + tail.position()) >= 0) {
                // Reads until the tail is full or the file ends.
            }
            hash = Chain.sha256().digest(Arrays.copyOf(tail.array(), tail.position()));
            copy.truncate(0);
            tail.flip();
            while (tail.hasRemaining()) {
                copy.write(tail);
            }
            copy.force(true);
            channel.truncate(offset);
            channel.force(true);
        }
        directory.flush();
        notes.add(
                ("{\"note\":\"torn-tail\",\"afterSequence\":%d,\"cutBytes\":%d,"
                                + "\"cutSha256\":\"%s\",\"keptAs\":\"%s\"}")
                        .formatted(
                                chain.sequence(),
                                bytes,
                                HexFormat.of().formatHex(hash),
                                kept.getFileName()));
    }
}
