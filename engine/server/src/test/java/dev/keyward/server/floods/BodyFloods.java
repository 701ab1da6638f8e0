package dev.keyward.server.floods;

import dev.keyward.server.http.RawHttp2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/// Bodies and streams that never end, sent by nobody known.
final class BodyFloods {
    /// One byte less than a body may have.
    private static final int BODY = (256 << 10) - 1;

    private BodyFloods() {}

    /// Every stream that may be open gets a body that is never ended, within its windows.
    static void streams(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        byte[] piece = target.filler(16_384);
        try (RawHttp2 client = new RawHttp2(target.tls(), target.port(), from)) {
            client.acknowledge();
            Windows windows = new Windows(client);
            for (int i = 0; i < 100 && !stop.get(); i++) {
                int stream = 2 * i + 1;
                client.frame(
                        RawHttp2.HEADERS,
                        RawHttp2.END_HEADERS,
                        stream,
                        RawHttp2.request("POST", "/x", target.host(), target.fields()));
                for (int left = BODY; left > 0 && !stop.get(); ) {
                    int most = windows.room(stream, Math.min(left, piece.length));
                    if (most < 0) {
                        break;
                    }
                    client.frame(RawHttp2.DATA, 0, stream, Arrays.copyOf(piece, most));
                    sent.addAndGet(most);
                    left -= most;
                }
            }
            client.patience(1_000);
            while (!stop.get()) {
                client.next();
            }
        }
    }

    /// What may still be sent, as the frames that came tell it.
    private static final class Windows {
        private static final int INITIAL = 65_535;

        private final RawHttp2 client;
        private final Map<Integer, Long> streams = new HashMap<>();
        private final Set<Integer> over = new HashSet<>();
        private long connection = INITIAL;

        Windows(RawHttp2 client) {
            this.client = client;
        }

        /// @return how much of the wanted may be sent now; -1 where the stream has been ended
        int room(int stream, int wanted) throws IOException {
            while (!over.contains(stream)) {
                long room = Math.min(connection, streams.getOrDefault(stream, (long) INITIAL));
                if (room > 0) {
                    int sent = (int) Math.min(room, wanted);
                    connection -= sent;
                    streams.merge(stream, (long) INITIAL - sent, (had, _) -> had - sent);
                    return sent;
                }
                RawHttp2.Frame frame = client.next();
                switch (frame.type()) {
                    case RawHttp2.WINDOW_UPDATE -> {
                        long more = ByteBuffer.wrap(frame.payload()).getInt();
                        if (frame.stream() == 0) {
                            connection += more;
                        } else {
                            streams.merge(frame.stream(), INITIAL + more, (had, _) -> had + more);
                        }
                    }
                    case RawHttp2.RST_STREAM -> over.add(frame.stream());
                    default -> {}
                }
            }
            return -1;
        }
    }

    /// 2 MiB to a path that takes so much.
    static void restores(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        slowly(target, from, "POST /secrets/restore?api-version=7.4", 2 << 20, stop, sent);
    }

    /// Where everybody may send something.
    static void signIns(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        slowly(target, from, "POST /x/oauth2/v2.0/token", 60_000, stop, sent);
    }

    private static void slowly(
            Target target,
            String from,
            String line,
            int length,
            AtomicBoolean stop,
            AtomicLong sent)
            throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        target.tls()
                                .getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        target.port(),
                                        InetAddress.getByName(from),
                                        0)) {
            socket.setSoTimeout(500);
            socket.getOutputStream()
                    .write(
                            (line
                                            + " HTTP/1.1\r\nHost: "
                                            + target.host()
                                            + target.headers()
                                            + "\r\nContent-Length: "
                                            + length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] piece = target.filler(8_192);
            for (int left = length - 1; left > 0 && !stop.get(); left -= piece.length) {
                socket.getOutputStream().write(piece, 0, Math.min(left, piece.length));
                sent.addAndGet(piece.length);
            }
            while (!stop.get()) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException quiet) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /// As many streams as come to mind, none of them ended, and no word of the server's settings.
    static void unacknowledged(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        try (RawHttp2 client = new RawHttp2(target.tls(), target.port(), from)) {
            for (int i = 0; i < 2_000 && !stop.get(); i++) {
                byte[] block = RawHttp2.request("POST", "/x", target.host(), target.fields());
                client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2 * i + 1, block);
                sent.addAndGet(block.length);
            }
            client.patience(1_000);
            while (!stop.get()) {
                client.next();
            }
        }
    }
}
