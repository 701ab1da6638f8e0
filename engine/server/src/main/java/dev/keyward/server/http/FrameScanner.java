package dev.keyward.server.http;

import io.netty.buffer.ByteBuf;

/// Finds the frames of HTTP/2 (RFC 9113, section 4.1) in bytes as they pass, and reads their
/// headers alone. Used by one event loop.
final class FrameScanner {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final int HEADER_BYTES = 9;

    /// Who is told of each frame, once its header is there.
    interface Listener {
        /// @param payload where it begins in the bytes; they needn't hold it
        void frame(int type, int flags, int stream, int length, ByteBuf bytes, int payload);

        /// Whether to stop behind the frame.
        default boolean isEnough() {
            return false;
        }
    }

    private final Listener listener;
    private final byte[] header = new byte[HEADER_BYTES];
    private int headerBytes;
    private int length;
    private int missing;

    /// @param preface bytes before the first frame
    FrameScanner(int preface, Listener listener) {
        this.missing = preface;
        this.listener = listener;
    }

    /// Reads nothing away.
    ///
    /// @return up to where it was scanned: the end, or where the listener had enough
    int scan(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (missing > 0) {
                int passed = Math.min(missing, end - at);
                missing -= passed;
                at += passed;
                if (missing == 0 && listener.isEnough()) {
                    return at;
                }
                continue;
            }
            header[headerBytes++] = bytes.getByte(at++);
            if (headerBytes == HEADER_BYTES) {
                headerBytes = 0;
                length = (header[0] & 0xFF) << 16 | (header[1] & 0xFF) << 8 | header[2] & 0xFF;
                missing = length;
                int stream =
                        (header[5] & 0x7F) << 24
                                | (header[6] & 0xFF) << 16
                                | (header[7] & 0xFF) << 8
                                | header[8] & 0xFF;
                listener.frame(header[3] & 0xFF, header[4] & 0xFF, stream, length, bytes, at);
            }
        }
        return end;
    }

    /// Bytes of a frame that isn't whole yet.
    int partial() {
        return missing > 0 ? HEADER_BYTES + length - missing : headerBytes;
    }
}
