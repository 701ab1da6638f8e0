package dev.keyward.audit;

import static dev.keyward.audit.Trail.await;
import static dev.keyward.audit.Trail.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("security:S-13")
class AuditVerifierTest {
    @TempDir Path temporary = Path.of("");
    private Trail trail = new Trail(temporary);

    @BeforeEach
    void begin() {
        trail = new Trail(temporary.resolve("audit"));
    }

    private static Verdict.Broken broken(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        return (Verdict.Broken) verdict;
    }

    private Frame record(int sequence) throws IOException {
        return frames().stream()
                .filter(frame -> frame.type().inChain() && frame.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private List<Frame> frames() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (FrameReader reader = new FrameReader(trail.segments().getFirst())) {
            while (reader.next() instanceof FrameReader.Next.Read(Frame frame)) {
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void anEmptyTrailIsIntact() throws IOException {
        trail.write();

        assertThat(trail.verify())
                .isInstanceOfSatisfying(
                        Verdict.Intact.class, it -> assertThat(it.lastSequence()).isZero());
    }

    @Test
    void anIntactTrailTellsHowFarItReaches() throws IOException {
        trail.write("a", "b", "c");

        assertThat(trail.verify(trail.head()))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        it -> {
                            assertThat(it.firstSequence()).isEqualTo(1);
                            assertThat(it.lastSequence()).isEqualTo(3);
                            assertThat(it.lastCheckpoint().orElseThrow().sequence()).isEqualTo(3);
                            assertThat(it.unfinishedBytes()).isZero();
                        });
    }

    @Test
    void aTrailBeingWrittenIsIntact() throws IOException {
        try (AuditLog log = trail.open()) {
            await(log.append(bytes("a")));

            assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
        }
    }

    /// Each bit position of a byte in turn, so the length fields get small and huge values too.
    @Test
    void anyFlippedByteIsFoundAndTheRecordNamed() throws IOException {
        trail.write("first", "second", "third");
        Path segment = trail.segments().getFirst();
        byte[] good = Files.readAllBytes(segment);
        List<Frame> frames = frames();
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(segment, bad);

            Verdict.Broken found = broken(trail.verify());

            assertThat(found.sequence()).as("byte %d", at).isEqualTo(expected(frames, at));
        }
        Files.write(segment, good);
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    /// The record that holds the byte, or the one before which the damaged header or checkpoint
    /// stands.
    private static long expected(List<Frame> frames, int at) {
        for (Frame frame : frames) {
            if (at < frame.offset() + frame.bytes()) {
                return frame.type().inChain() ? frame.sequence() : frame.sequence() + 1;
            }
        }
        throw new AssertionError("no frame at " + at);
    }

    @Test
    void aDeletedRecordIsNamed() throws IOException {
        trail.write("first", "second", "third");
        Frame second = record(2);
        Path segment = trail.segments().getFirst();
        byte[] good = Files.readAllBytes(segment);
        int from = (int) second.offset();
        byte[] bad = new byte[good.length - second.bytes()];
        System.arraycopy(good, 0, bad, 0, from);
        System.arraycopy(good, from + second.bytes(), bad, from, bad.length - from);
        Files.write(segment, bad);

        Verdict.Broken found = broken(trail.verify());

        assertThat(found.sequence()).isEqualTo(2);
        assertThat(found.why()).contains("record 3 follows record 1");
        assertThat(found.offset()).isEqualTo(from);
    }

    @Test
    void anExchangedPairOfRecordsIsNamed() throws IOException {
        trail.write("first", "secnd", "third");
        Frame second = record(2);
        Frame third = record(3);
        Path segment = trail.segments().getFirst();
        byte[] good = Files.readAllBytes(segment);
        byte[] bad = good.clone();
        System.arraycopy(good, (int) third.offset(), bad, (int) second.offset(), third.bytes());
        System.arraycopy(
                good,
                (int) second.offset(),
                bad,
                (int) second.offset() + third.bytes(),
                second.bytes());
        Files.write(segment, bad);

        assertThat(broken(trail.verify()).sequence()).isEqualTo(2);
    }

    @Test
    void anyCutOffTailIsFoundByTheNewestCheckpoint() throws IOException {
        trail.write("first", "second", "third");
        Path segment = trail.segments().getFirst();
        byte[] good = Files.readAllBytes(segment);
        long lastRecordEnds = record(3).offset() + record(3).bytes();
        for (int length = 0; length < lastRecordEnds; length++) {
            Files.write(segment, Arrays.copyOf(good, length));

            Verdict.Broken found = broken(trail.verify());

            assertThat(found.why()).as("length %d", length).contains("is missing");
        }
    }

    @Test
    void aTrailSetBackAsAWholeIsFoundByAWitness() throws IOException {
        trail.write("first");
        Path old = temporary.resolve("old");
        trail.copyTo(old);
        trail.write("second");
        SignedCheckpoint witnessed = trail.head();
        for (String name : List.of("head", trail.segments().getFirst().getFileName().toString())) {
            Files.copy(
                    old.resolve(name),
                    trail.directory.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
        Verdict.Broken found = broken(trail.verify(witnessed));

        assertThat(found.sequence()).isEqualTo(2);
        assertThat(found.why()).contains("counts 2 records, the trail ends with 1");
    }

    @Test
    void anOldSegmentFileInPlaceOfTheNewOneIsFound() throws IOException {
        trail.write("first");
        Path segment = trail.segments().getFirst();
        byte[] old = Files.readAllBytes(segment);
        trail.write("second");
        Files.write(segment, old);

        assertThat(broken(trail.verify()).sequence()).isEqualTo(2);
    }

    /// Without the key one can make a chain that is right in itself, but not its checkpoints.
    @Test
    void aTrailRewrittenWithoutTheKeyIsFound() throws IOException {
        trail.write("first", "second", "third");
        Path segment = trail.segments().getFirst();
        byte[] forged = new byte[1 << 16];
        int end = 0;
        Chain chain = new Chain(Chain.genesis(Trail.NODE), 0);
        for (Frame frame : frames()) {
            byte[] body =
                    Arrays.equals(frame.body(), bytes("second")) ? bytes("2nd") : frame.body();
            end =
                    Frame.write(
                            forged,
                            end,
                            frame.type(),
                            chain,
                            frame.timeMicros(),
                            frame.evidence(),
                            body,
                            new CRC32C());
        }
        Files.write(segment, Arrays.copyOf(forged, end));
        Files.delete(trail.directory.resolve("head"));

        Verdict.Broken found = broken(trail.verify());

        assertThat(found.sequence()).isEqualTo(1);
        assertThat(found.why())
                .isEqualTo("records 1 to 3 are not those their signed checkpoint vouches for");
    }

    @Test
    void checkpointsOfAnotherKeyAreFound() throws IOException {
        trail.write("first");
        Trail other = new Trail(temporary.resolve("other"));

        Verdict verdict = AuditVerifier.verify(trail.directory, other::verifies, List.of());

        assertThat(broken(verdict).why()).contains("wrong signature");
    }

    @Test
    void aMissingSegmentInTheMiddleIsFoundAndOneAtTheBeginningShows() throws IOException {
        AuditSettings each = new AuditSettings(1, Duration.ofDays(1), Duration.ofDays(1));
        try (AuditLog log = trail.open(each)) {
            for (String record : List.of("a", "b", "c", "d")) {
                await(log.append(bytes(record)));
            }
        }
        List<Path> segments = trail.segments();
        assertThat(segments).hasSize(5);

        Files.delete(segments.getFirst());
        assertThat(trail.verify())
                .isInstanceOfSatisfying(
                        Verdict.Intact.class, it -> assertThat(it.firstSequence()).isEqualTo(2));

        Files.delete(segments.get(2));
        Verdict.Broken found = broken(trail.verify());
        assertThat(found.sequence()).isEqualTo(3);
        assertThat(found.why()).isEqualTo("1 records are missing before record 4");
    }
}
