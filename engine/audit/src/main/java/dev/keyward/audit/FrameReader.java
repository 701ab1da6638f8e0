package dev.keyward.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Reads the frames of one segment, in order. For one thread.
final class FrameReader implements AutoCloseable {
    /// What comes next in a segment.
    sealed interface Next {
        record Read(Frame frame) implements Next {}

        /// The segment ends exactly here.
        record End() implements Next {}

        /// The last frame isn't all there: being written, or torn by a crash.
        record Unfinished(long offset) implements Next {}

        /// These bytes are no frame.
        record Damaged(long offset) implements Next {}
    }

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(4 * Frame.MAX_BYTES);
    private final CRC32C crc = new CRC32C();
    private long offset;

    FrameReader(Path segment) throws IOException {
        this(segment, 0);
    }

    /// Begins at the offset of a frame.
    FrameReader(Path segment, long offset) throws IOException {
        this.channel = FileChannel.open(segment, StandardOpenOption.READ);
        this.channel.position(offset);
        this.offset = offset;
        buffer.limit(0);
    }

    /// Where the next frame begins.
    long offset() {
        return offset;
    }

    Next next() throws IOException {
        if (!has(Frame.BODY_AT)) {
            return buffer.hasRemaining() ? new Next.Unfinished(offset) : new Next.End();
        }
        int bytes = Frame.bytes(buffer);
        if (bytes == 0) {
            return new Next.Damaged(offset);
        }
        if (!has(bytes)) {
            return new Next.Unfinished(offset);
        }
        Frame frame = Frame.read(buffer, bytes, offset, crc);
        if (frame == null) {
            return new Next.Damaged(offset);
        }
        offset += bytes;
        return new Next.Read(frame);
    }

    private boolean has(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return true;
        }
        buffer.compact();
        int read = 0;
        while (buffer.position() < bytes && read >= 0) {
            read = channel.read(buffer);
        }
        buffer.flip();
        return buffer.remaining() >= bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
