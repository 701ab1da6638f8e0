package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.http.RawHttp2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that never end, sent by nobody known to a server with little memory, and what a client
/// with a token notices of them.
@Tag("security:S-14")
final class FloodTest {
    private static final int HEAP_MEBIBYTES = 160;
    private static final Duration WHILE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// One byte less than a body may have.
    private static final int BODY = (256 << 10) - 1;

    /// How a client that floods goes about it, until it is told to stop.
    private interface Flood {
        void run(SSLContext tls, int port, String from, AtomicBoolean stop, AtomicLong sent)
                throws IOException;
    }

    @Test
    @Timeout(120)
    void bodiesOfStrangersTakeNoMemory(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("home");
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("settings"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        try (JavaProcess server =
                JavaProcess.serveIn(
                        HEAP_MEBIBYTES,
                        directory,
                        Main.class.getName(),
                        "--config",
                        settings.toString())) {
            VaultCaller caller = new VaultCaller(CrashVault.make(server.said(), home, port));
            caller.put("secrets/honest", "{\"value\":\"here\"}");
            for (int i = 0; i < 300; i++) {
                caller.get("secrets/honest");
            }
            report("quiet", latencies(caller, WHILE.dividedBy(2)), 0);
            underFlood("HTTP/2 bodies without a token", FloodTest::streams, 20, port, caller);
            underFlood("restores without a token", FloodTest::restores, 8, port, caller);
            underFlood("HTTP/1.1 bodies of sign-ins", FloodTest::signIns, 150, port, caller);
            underFlood("never acknowledged settings", FloodTest::unacknowledged, 20, port, caller);
            assertThat(server.handle().isAlive()).isTrue();
            assertThat(healthy(caller, port)).isEqualTo(200);
            assertThat(server.stop()).isZero();
        }
    }

    private static void underFlood(
            String name, Flood flood, int connections, int port, VaultCaller caller)
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong sent = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        for (int i = 0; i < connections; i++) {
            String from = "127.0.0." + (2 + i % 8);
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                while (!stop.get()) {
                                    try {
                                        flood.run(caller.context(), port, from, stop, sent);
                                    } catch (IOException cutOff) {
                                        // What a flood has to reckon with.
                                        Thread.onSpinWait();
                                    } catch (RuntimeException fault) {
                                        faults.add(fault);
                                        return;
                                    }
                                }
                            }));
        }
        try {
            report(name, latencies(caller, WHILE), sent.get());
        } finally {
            stop.set(true);
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            for (Thread thread : threads) {
                thread.join(
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        }
        assertThat(faults).isEmpty();
    }

    /// Of reads of a secret, in microseconds, sorted. Each has to succeed.
    private static long[] latencies(VaultCaller caller, Duration duration)
            throws IOException, InterruptedException {
        List<Long> all = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            HttpResponse<String> answer =
                    caller.http()
                            .send(
                                    caller.request("secrets/honest").timeout(PATIENCE).build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"value\":\"here\"");
            all.add((System.nanoTime() - begun) / 1_000);
        }
        return all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static void report(String name, long[] micros, long sent) {
        System.out.printf(
                "%-32s reads %6d p50 %7.2f ms p99 %7.2f ms; flood sent %6.1f MiB%n",
                name,
                micros.length,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3,
                sent / 1048576.0);
    }

    private static int healthy(VaultCaller caller, int port)
            throws IOException, InterruptedException {
        return caller.http()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/healthz"))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /// Every stream that may be open gets a body that is never ended, within its windows.
    private static void streams(
            SSLContext tls, int port, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        byte[] piece = new byte[16_384];
        try (RawHttp2 client = new RawHttp2(tls, port, from)) {
            client.acknowledge();
            Windows windows = new Windows(client);
            for (int i = 0; i < 100 && !stop.get(); i++) {
                int stream = 2 * i + 1;
                client.frame(
                        RawHttp2.HEADERS,
                        RawHttp2.END_HEADERS,
                        stream,
                        RawHttp2.request("POST", "/x", "localhost:" + port, Map.of()));
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
    private static void restores(
            SSLContext tls, int port, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        slowly(tls, port, from, "POST /secrets/restore?api-version=7.4", 2 << 20, stop, sent);
    }

    /// Where everybody may send something.
    private static void signIns(
            SSLContext tls, int port, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        slowly(tls, port, from, "POST /x/oauth2/v2.0/token", 60_000, stop, sent);
    }

    private static void slowly(
            SSLContext tls,
            int port,
            String from,
            String line,
            int length,
            AtomicBoolean stop,
            AtomicLong sent)
            throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        port,
                                        InetAddress.getByName(from),
                                        0)) {
            socket.setSoTimeout(500);
            socket.getOutputStream()
                    .write(
                            (line
                                            + " HTTP/1.1\r\nHost: localhost:"
                                            + port
                                            + "\r\nContent-Length: "
                                            + length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[8_192];
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
    private static void unacknowledged(
            SSLContext tls, int port, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        try (RawHttp2 client = new RawHttp2(tls, port, from)) {
            for (int i = 0; i < 2_000 && !stop.get(); i++) {
                byte[] block = RawHttp2.request("POST", "/x", "localhost:" + port, Map.of());
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
