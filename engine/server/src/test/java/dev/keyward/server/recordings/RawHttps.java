package dev.keyward.server.recordings;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Sends bytes and reads bytes: an HTTP client would tidy up what it hands on.
final class RawHttps {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

    private final SSLContext tls;
    private final int port;

    RawHttps(SSLContext tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    /// @param host asked for in the handshake
    /// @return status line, headers, an empty line and the body, with `\n` for line ends
    String exchange(String host, String request) throws IOException {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket =
                        (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("the server hung up after: " + head);
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.US_ASCII);
            Matcher length = LENGTH.matcher(text);
            byte[] body =
                    length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
            return text.replace("\r\n", "\n") + new String(body, StandardCharsets.UTF_8);
        }
    }
}
