package dev.keyward.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads a trail, also one that is being written: then up to where it stood. It doesn't check the
/// chain, which is [AuditVerifier]'s work. Safe for use by several threads.
public final class AuditReader {
    private final AuditDirectory directory;

    private AuditReader(AuditDirectory directory) {
        this.directory = directory;
    }

    public static AuditReader at(Path directory) {
        return new AuditReader(new AuditDirectory(directory));
    }

    /// Entries of a span of time, in their order, a few in memory at a time. Close the stream.
    ///
    /// The clock of the node may have been set back, so entries are judged one by one, not by their
    /// place.
    ///
    /// @param from inclusive
    /// @param until exclusive
    public Stream<AuditEntry> between(Instant from, Instant until) throws IOException {
        return read(directory.segments())
                .filter(entry -> !entry.time().isBefore(from) && entry.time().isBefore(until));
    }

    /// Entries behind a sequence number, in their order, a few in memory at a time. Close the
    /// stream.
    public Stream<AuditEntry> after(long sequence) throws IOException {
        List<Path> segments = directory.segments();
        int first = 0;
        while (first + 1 < segments.size()
                && directory.firstSequence(segments.get(first + 1)) <= sequence + 1) {
            first++;
        }
        return read(segments.subList(first, segments.size()))
                .filter(entry -> entry.sequence() > sequence);
    }

    /// The newest entries, oldest of them first.
    ///
    /// @param count at most so many
    public List<AuditEntry> tail(int count) throws IOException {
        List<Path> segments = directory.segments();
        List<AuditEntry> found = new ArrayList<>();
        for (int i = segments.size() - 1; i >= 0 && found.size() < count; i--) {
            ArrayDeque<AuditEntry> newest = new ArrayDeque<>();
            int missing = count - found.size();
            try (Stream<AuditEntry> entries = read(segments.subList(i, i + 1))) {
                entries.forEach(entry -> {
                    newest.addLast(entry);
                    if (newest.size() > missing) {
                        newest.removeFirst();
                    }
                });
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
            found.addAll(0, newest);
        }
        return found;
    }

    /// The newest checkpoint, as the trail itself keeps it. Its signature isn't checked here.
    public Optional<Checkpoint> newestCheckpoint() throws IOException {
        return Optional.ofNullable(directory.head().checkpoint());
    }

    /// The chain's hash after a record, in lower-case hexadecimal.
    ///
    /// @return empty if the trail doesn't reach that far, or begins later
    public Optional<String> headAt(long sequence) throws IOException {
        for (Path segment : directory.segments().reversed()) {
            if (directory.firstSequence(segment) <= sequence) {
                return headAt(sequence, segment);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> headAt(long sequence, Path segment) throws IOException {
        try (FrameReader reader = new FrameReader(segment)) {
            while (reader.next() instanceof FrameReader.Next.Read(Frame frame)) {
                if (frame.type().inChain() && frame.sequence() == sequence) {
                    return Optional.of(HexFormat.of().formatHex(frame.hash()));
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<AuditEntry> read(List<Path> segments) {
        Entries entries = new Entries(segments);
        return StreamSupport.stream(entries, false).onClose(entries::close);
    }

    private static final class Entries extends Spliterators.AbstractSpliterator<AuditEntry> {
        private final ArrayDeque<Path> waiting;
        private @Nullable FrameReader reader;

        Entries(List<Path> segments) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.waiting = new ArrayDeque<>(segments);
        }

        @Override
        public boolean tryAdvance(Consumer<? super AuditEntry> action) {
            try {
                while (true) {
                    if (reader == null) {
                        if (waiting.isEmpty()) {
                            return false;
                        }
                        reader = new FrameReader(waiting.remove());
                    }
                    if (!(reader.next() instanceof FrameReader.Next.Read(Frame frame))) {
                        reader.close();
                        reader = null;
                    } else if (frame.type().inChain()) {
                        action.accept(
                                new AuditEntry(
                                        frame.sequence(),
                                        frame.time(),
                                        frame.type() == Frame.Type.NOTE,
                                        frame.body()));
                        return true;
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void close() {
            if (reader != null) {
                try {
                    reader.close();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }
}
