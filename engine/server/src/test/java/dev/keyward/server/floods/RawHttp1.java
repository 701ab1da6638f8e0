package dev.keyward.server.floods;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/// A client that asks one request after the other over one connection, from an address of its
/// choice.
final class RawHttp1 implements Closeable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String LENGTH = "content-length:";

    private final SSLSocket socket;
    private final DataInputStream in;
    private final String host;

    RawHttp1(Target target, String from) throws IOException {
        this.socket =
                (SSLSocket)
                        target.tls()
                                .getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        target.port(),
                                        InetAddress.getByName(from),
                                        0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.host = target.host();
    }

    /// @param head the request line, and header lines if any, without a line end behind
    /// @return the status
    /// @throws IOException also if the server ends the connection after its answer
    int ask(String head, String body) throws IOException {
        socket.getOutputStream()
                .write(
                        (head
                                        + "\r\nHost: "
                                        + host
                                        + "\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean closing = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
            closing |= lower.equals("connection: close");
        }
        in.skipNBytes(length);
        if (closing) {
            throw new EOFException("answered " + status + " and closed");
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
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
