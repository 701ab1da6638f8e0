package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.zip.CRC32C;

/// Appends to the newest segment and begins the next. For one thread.
///
/// What it was given is durable after [#flush] alone. After an exception it is of no more use: the
/// file may end in anything, which the next opener cuts.
final class SegmentWriter {
    private static final int BUFFER_BYTES = 1 << 20;

    private final AuditDirectory directory;
    private final String node;
    private final InstantSource clock;
    private final CheckpointSigner signer;
    private final AuditSettings settings;
    private final Chain chain;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CRC32C crc = new CRC32C();
    private int filled;
    private FileChannel channel;
    private long segmentBytes;
    private Instant segmentBegan;
    private boolean segmentHasRecords;
    private long evidence;
    private long timeMicros;

    /// Goes on in the segment the trail ends with, unless that is sealed.
    SegmentWriter(
            AuditDirectory directory,
            String node,
            InstantSource clock,
            CheckpointSigner signer,
            AuditSettings settings,
            Recovery.Point point)
            throws IOException {
        this.directory = directory;
        this.node = node;
        this.clock = clock;
        this.signer = signer;
        this.settings = settings;
        this.chain = point.chain();
        this.evidence = point.evidence();
        this.segmentBegan = clock.instant();
        tick();
        Recovery.Tail tail = point.tail();
        if (tail == null) {
            this.channel = begin();
        } else {
            this.channel = directory.create(tail.segment());
            this.segmentBytes = tail.bytes();
            this.segmentBegan = tail.began();
            this.segmentHasRecords = true;
        }
    }

    /// Reads the clock; one reading serves a whole batch.
    void tick() {
        timeMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private Instant now() {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }

    private FileChannel begin() throws IOException {
        FileChannel next = directory.create(directory.segment(chain.sequence() + 1));
        // A segment of this name can hold no record yet, only the header of a sealing that was cut
        // off.
        next.truncate(0);
        channel = next;
        segmentBytes = 0;
        segmentBegan = now();
        segmentHasRecords = false;
        put(Frame.Type.HEADER, evidence, Recovery.header(node).getBytes(UTF_8));
        flush();
        directory.flush();
        return next;
    }

    void record(long evidenceSequence, byte[] record) throws IOException {
        evidence = Math.max(evidence, evidenceSequence);
        put(Frame.Type.RECORD, evidenceSequence, record);
        segmentHasRecords = true;
    }

    /// Something the log says about itself.
    void note(String json) throws IOException {
        put(Frame.Type.NOTE, 0, json.getBytes(UTF_8));
        segmentHasRecords = true;
    }

    SignedCheckpoint checkpoint(Checkpoint.Kind kind) throws IOException {
        Checkpoint made =
                new Checkpoint(node, chain.sequence(), chain.headText(), evidence, now(), kind);
        SignedCheckpoint signed = SignedCheckpoint.sign(made, signer);
        put(Frame.Type.CHECKPOINT, evidence, signed.bytes());
        return signed;
    }

    private void put(Frame.Type type, long evidenceNumber, byte[] body) throws IOException {
        if (filled + Frame.BODY_AT + body.length > buffer.length) {
            write();
        }
        filled = Frame.write(buffer, filled, type, chain, timeMicros, evidenceNumber, body, crc);
    }

    private void write() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled);
        while (bytes.hasRemaining()) {
            segmentBytes += channel.write(bytes, segmentBytes);
        }
        filled = 0;
    }

    /// Returns when all that was put is on stable storage.
    void flush() throws IOException {
        write();
        channel.force(false);
    }

    boolean sealIsDue() {
        return segmentHasRecords
                && (segmentBytes >= settings.segmentBytes()
                        || Duration.between(segmentBegan, now()).compareTo(settings.segmentAge())
                                >= 0);
    }

    /// Seals the segment and begins the next.
    SignedCheckpoint rotate() throws IOException {
        SignedCheckpoint seal = checkpoint(Checkpoint.Kind.SEAL);
        flush();
        channel.close();
        begin();
        return seal;
    }

    /// Writes the last checkpoint and lets the file go.
    ///
    /// @return the checkpoint and its place
    Head close() throws IOException {
        write();
        long offset = segmentBytes;
        SignedCheckpoint last = checkpoint(Checkpoint.Kind.CLOSE);
        flush();
        channel.close();
        return new Head(last, offset);
    }
}
