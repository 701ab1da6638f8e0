package dev.keyward.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which evidence of the store the newest part of a trail holds, so that what a crash left both
/// here and in the store isn't written twice. It compares the content too: a store that was set
/// back or begun anew uses numbers again, and its evidence must not get lost for that.
///
/// New evidence has a number the trail hasn't seen, so the trail is read only when an old one
/// comes: at the start after a crash.
final class EvidenceMemory {
    /// How many segments at the end of a trail are looked at.
    private static final int SEGMENTS = 2;

    private static final int CAPACITY = 16_384;

    private final AuditDirectory directory;
    private final long highest;
    private @Nullable Map<Long, byte[]> digests;

    /// @param highest number in the trail when it was opened
    EvidenceMemory(AuditDirectory directory, long highest) {
        this.directory = directory;
        this.highest = highest;
    }

    boolean holds(Pending pending) throws IOException {
        if (pending.evidence() == 0 || pending.evidence() > highest) {
            return false;
        }
        if (digests == null) {
            digests = read();
        }
        byte[] digest = digests.get(pending.evidence());
        return digest != null && Arrays.equals(digest, Chain.sha256().digest(pending.record()));
    }

    private Map<Long, byte[]> read() throws IOException {
        Map<Long, byte[]> found =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                        return size() > CAPACITY;
                    }
                };
        List<Path> segments = directory.segments();
        for (Path segment :
                segments.subList(Math.max(0, segments.size() - SEGMENTS), segments.size())) {
            try (FrameReader reader = new FrameReader(segment)) {
                while (reader.next() instanceof FrameReader.Next.Read(Frame frame)) {
                    if (frame.type() == Frame.Type.RECORD && frame.evidence() > 0) {
                        found.put(frame.evidence(), Chain.sha256().digest(frame.body()));
                    }
                }
            }
        }
        return found;
    }
}
