package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests whose bodies are late, too many or unwanted: who is refused is refused by the head, and
/// what is kept of others has a bound.
@Tag("security:S-14")
final class PartialBodiesTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String AUTHORIZATION = "Authorization: " + EdgeServer.TOKEN + "\r\n";

    /// 64 KiB for strangers, 24 KiB for each address; the same for the known.
    private static final ByteLimits SMALL =
            new ByteLimits(64 << 10, 24 << 10, 64 << 10, 48 << 10, 64 << 10, 24 << 10);

    private final List<SSLSocket> open = new ArrayList<>();
    private EdgeServer server;

    @BeforeEach
    void listen() throws Exception {
        server =
                new EdgeServer(
                        HttpLimits.standard()
                                .withBytes(SMALL)
                                .withTimes(
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(15),
                                        Duration.ofSeconds(15)));
    }

    @AfterEach
    void stop() throws IOException {
        for (SSLSocket socket : open) {
            socket.close();
        }
        server.close();
    }

    private SSLSocket connect(String from) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        server.client
                                .getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        server.port,
                                        InetAddress.getByName(from),
                                        0);
        open.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String head(String line, String more, int length) {
        return line
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + more
                + "Content-Length: "
                + length
                + "\r\n\r\n";
    }

    /// One answer, as long as it says it is.
    private static String answer(SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the byte after: " + head).isNotNegative();
            head.append((char) next);
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static void until(BooleanSupplier so) {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("until in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whoHasNoTokenIsToldSoBeforeTheBodyAndMayGoOnAfterIt() throws IOException {
        SSLSocket socket = connect("127.0.0.1");
        send(socket, head("PUT /secrets/a", "", 10));
        assertThat(answer(socket)).startsWith("HTTP/1.1 401 ").doesNotContain("close");
        send(socket, "0123456789" + head("PUT /secrets/a", AUTHORIZATION, 2) + "hi");
        assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        assertThat(server.handled).hasSize(1);
        assertThat(server.budgets.strangers().held()).isZero();
    }

    @Test
    void theFirstRequestWithoutTokenAndBodyIsAnsweredAsEver() throws IOException {
        SSLSocket socket = connect("127.0.0.1");
        for (String body : new String[] {"", "{}"}) {
            send(socket, head("PUT /secrets/a", "", body.length()) + body);
            assertThat(answer(socket)).startsWith("HTTP/1.1 401 ").doesNotContain("close");
            send(socket, head("PUT /secrets/a", AUTHORIZATION, 2) + "hi");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(server.handled).hasSize(4);
    }

    @Test
    void aRefusedBodyIsReadAwayNoFurtherThanItMayBeLong() throws IOException {
        SSLSocket socket = connect("127.0.0.1");
        send(socket, head("PUT /secrets/a", "", 1 << 24) + "x".repeat(1 << 20));
        String answer = answer(socket);
        assertThat(answer).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
        assertThat(socket.getInputStream().read()).isNegative();
    }

    @Test
    void whoAsksBeforeSendingIsAnsweredByTheHead() throws IOException {
        String expect = "Expect: 100-continue\r\n";
        SSLSocket stranger = connect("127.0.0.1");
        send(stranger, head("PUT /secrets/a", expect, 10));
        assertThat(answer(stranger))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("connection: close");
        SSLSocket known = connect("127.0.0.1");
        send(known, head("PUT /secrets/a", expect + AUTHORIZATION, 2));
        assertThat(answer(known)).startsWith("HTTP/1.1 100 ");
        send(known, "hi");
        assertThat(answer(known)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void slowSignInsOfOneAddressHaveOneBoundAndLeaveRoomForOthers() throws IOException {
        for (int i = 0; i < 2; i++) {
            send(
                    connect("127.0.0.2"),
                    head("POST " + EdgeServer.FOR_ALL, "", 9_000) + "x".repeat(5_000));
        }
        until(() -> server.budgets.strangers().held() == 20_000);
        SSLSocket third = connect("127.0.0.2");
        send(third, head("POST " + EdgeServer.FOR_ALL, "", 9_000) + "x".repeat(5_000));
        assertThat(answer(third)).startsWith("HTTP/1.1 429 ");
        SSLSocket elsewhere = connect("127.0.0.3");
        send(elsewhere, head("POST " + EdgeServer.FOR_ALL, "", 9_000) + "x".repeat(5_000));
        until(() -> server.budgets.strangers().held() == 30_000);
        send(elsewhere, "x".repeat(4_000));
        assertThat(answer(elsewhere)).startsWith("HTTP/1.1 200 ");
        // One that comes whole needs no room, from whatever address.
        SSLSocket whole = connect("127.0.0.2");
        send(whole, head("POST " + EdgeServer.FOR_ALL, "", 9_000) + "x".repeat(9_000));
        assertThat(answer(whole)).startsWith("HTTP/1.1 200 ");
        for (SSLSocket socket : open) {
            socket.close();
        }
        until(() -> server.budgets.strangers().held() == 0);
    }

    @Test
    void manyAddressesTogetherHaveOneBoundAndTheKnownAnother() throws IOException {
        for (int i = 0; i < 8; i++) {
            send(
                    connect("127.0.0." + (2 + i)),
                    head("POST " + EdgeServer.FOR_ALL, "", 12_000) + "x".repeat(10_000));
        }
        until(() -> server.refused.size() == 5);
        assertThat(server.refused).containsOnly(429);
        assertThat(server.budgets.strangers().held()).isEqualTo(60_000);
        SSLSocket known = connect("127.0.0.2");
        send(known, head("PUT /secrets/a", AUTHORIZATION, 12_000) + "x".repeat(10_000));
        until(() -> server.budgets.known().held() == 20_000);
        send(known, "x".repeat(2_000));
        assertThat(answer(known)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void headsThatDoNotEndHaveABoundToo() throws IOException {
        List<SSLSocket> slow = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            slow.add(connect("127.0.0.2"));
            send(slow.getLast(), "GET / HTTP/1.1\r\nHost: localhost\r\nx: " + "y".repeat(10_000));
        }
        // The third finds no room.
        assertThat(slow.getLast().getInputStream().read()).isNegative();
        until(() -> server.budgets.strangers().held() > 20_000);
        assertThat(server.budgets.strangers().held()).isLessThan(24_576);
        SSLSocket honest = connect("127.0.0.2");
        send(honest, "GET / HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZATION + "\r\n");
        assertThat(answer(honest)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void overHttp2TheRestOfARefusedBodyIsNotWaitedFor() throws IOException {
        try (RawHttp2 client = new RawHttp2(server.client, server.port, "127.0.0.1")) {
            client.acknowledge();
            client.frame(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS,
                    1,
                    RawHttp2.request("PUT", "/secrets/a", "localhost", Map.of()));
            RawHttp2.Frame told = client.next(RawHttp2.HEADERS);
            assertThat(told.status()).isEqualTo(401);
            RawHttp2.Frame reset = client.next(RawHttp2.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(1);
            assertThat(reset.error()).isZero();
            client.frame(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS,
                    3,
                    RawHttp2.request(
                            "PUT",
                            "/secrets/a",
                            "localhost",
                            Map.of("authorization", EdgeServer.TOKEN)));
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 3, new byte[] {'h', 'i'});
            assertThat(client.next(RawHttp2.HEADERS).status()).isEqualTo(200);
        }
        assertThat(server.handled).hasSize(1);
    }

    @Test
    void aStrangersBodyIsNoLongerThanItMayBeWhateverRoomThereIs() throws Exception {
        server.close();
        server = new EdgeServer(HttpLimits.standard());
        SSLSocket socket = connect("127.0.0.1");
        send(socket, head("POST " + EdgeServer.FOR_ALL, "", 100_000) + "x".repeat(1_000));
        until(() -> server.budgets.strangers().held() == 2_000);
        send(socket, "x".repeat(70_000));
        assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
        until(() -> server.budgets.strangers().held() == 0);
    }

    @Test
    void overHttp2TheRestOfARefusedBodyIsReadNoFurtherThanTwoWindows() throws IOException {
        byte[] piece = new byte[16 << 10];
        int sent = 0;
        try (RawHttp2 client = new RawHttp2(server.client, server.port, "127.0.0.1")) {
            client.acknowledge();
            client.frame(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS,
                    1,
                    RawHttp2.request("PUT", "/secrets/a", "localhost", Map.of()));
            assertThat(client.next(RawHttp2.HEADERS).status()).isEqualTo(401);
            int[] windows = {65_535, 65_535};
            RawHttp2.Frame frame = null;
            while (frame == null || frame.type() != RawHttp2.RST_STREAM) {
                while (Math.min(windows[0], windows[1]) >= piece.length) {
                    client.frame(RawHttp2.DATA, 0, 1, piece);
                    sent += piece.length;
                    windows[0] -= piece.length;
                    windows[1] -= piece.length;
                }
                frame = client.next();
                if (frame.type() == RawHttp2.WINDOW_UPDATE) {
                    windows[frame.stream()] += ByteBuffer.wrap(frame.payload()).getInt();
                }
            }
        }
        // Not as much as comes in the time that a body may take to end.
        assertThat(sent).isLessThanOrEqualTo(3 << 16);
    }
}
