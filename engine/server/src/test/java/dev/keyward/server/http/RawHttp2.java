package dev.keyward.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A client of HTTP/2 that sends whatever it is told to, frame by frame, whether the protocol
/// allows it or not. Headers go in clear, never from a table.
public final class RawHttp2 implements Closeable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;

    private static final int PRIORITIZED = 32;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LARGEST_TABLE = 1 << 20;

    private final SSLSocket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

    /// One that came.
    ///
    /// @param status of headers, else 0
    public record Frame(int type, int flags, int stream, byte[] payload, int status) {
        /// Of RST_STREAM and GOAWAY.
        public int error() {
            int at = type == GOAWAY ? 4 : 0;
            return payload[at + 3] & 0xFF;
        }

        /// What a block of headers says last of the table's size (RFC 7541, section 6.3); -1 if it
        /// says nothing.
        int tableBytes() {
            int size = -1;
            int at = (flags & PRIORITIZED) == 0 ? 0 : 5;
            while ((payload[at] & 0xE0) == 0x20) {
                size = payload[at++] & 0x1F;
                for (int shift = 0; size >= 0x1F && shift < 28; shift += 7) {
                    size += (payload[at] & 0x7F) << shift;
                    if ((payload[at++] & 0x80) == 0) {
                        break;
                    }
                }
            }
            return size;
        }

        public boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /// Connects, and sends the preface and empty settings; acknowledges nothing.
    public RawHttp2(SSLContext context, int port, String from) throws IOException {
        this.socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        port,
                                        InetAddress.getByName(from),
                                        0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (!"h2".equals(socket.getApplicationProtocol())) {
            throw new IOException("no HTTP/2 here");
        }
        try {
            headers.configuration().maxHeaderTableSize(LARGEST_TABLE);
        } catch (Http2Exception impossible) {
            throw new IOException(impossible);
        }
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    public void acknowledge() throws IOException {
        frame(SETTINGS, ACK, 0, new byte[0]);
    }

    public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(bytes(type, flags, stream, payload));
        out.flush();
    }

    /// Many in one write.
    public void write(byte[] frames) throws IOException {
        out.write(frames);
        out.flush();
    }

    public static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(9 + payload.length);
        for (int shift : new int[] {16, 8, 0}) {
            bytes.write(payload.length >> shift);
        }
        bytes.write(type);
        bytes.write(flags);
        for (int shift : new int[] {24, 16, 8, 0}) {
            bytes.write(stream >> shift);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /// The header block of a request, with more headers behind it.
    public static byte[] request(
            String method, String path, String authority, Map<String, String> more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", method);
        literal(block, ":scheme", "https");
        literal(block, ":authority", authority);
        literal(block, ":path", path);
        more.forEach((name, value) -> literal(block, name, value));
        return block.toByteArray();
    }

    /// A block of these fields and no others.
    public static byte[] block(List<Map.Entry<String, String>> fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        fields.forEach(field -> literal(block, field.getKey(), field.getValue()));
        return block.toByteArray();
    }

    /// Never indexed, not packed (RFC 7541, section 6.2.3).
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                block.write(rest & 127 | 128);
                rest >>= 7;
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// @throws IOException at the end of the connection
    public Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        int status = 0;
        if (type == HEADERS) {
            try {
                CharSequence told =
                        headers.decodeHeaders(
                                        stream,
                                        Unpooled.wrappedBuffer(payload)
                                                .skipBytes((flags & PRIORITIZED) == 0 ? 0 : 5))
                                .status();
                status = told == null ? 0 : Integer.parseInt(told.toString());
            } catch (Http2Exception broken) {
                throw new IOException(broken);
            }
        }
        return new Frame(type, flags, stream, payload, status);
    }

    /// The next frame of a type.
    public Frame next(int type) throws IOException {
        Frame frame = next();
        while (frame.type != type) {
            frame = next();
        }
        return frame;
    }

    public void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
