package dev.keyward.cmdlet.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.cmdlet.WebAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Answers that come too slowly, or without end, over real sockets.
final class WebCallsTest {
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 100_000;

    private static WebAccess.Answer get(SlowPeer peer, Duration time) throws IOException {
        return new WebCalls(MOST)
                .send(new WebAccess.Request("GET", peer.url(), Map.of(), null, null, time, 5));
    }

    private static void assertGivenUp(SlowPeer peer) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> get(peer, TIME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HttpClient.Timeout of 1 seconds elapsing");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(TIME.minusMillis(20), PATIENCE);
    }

    private static void trickle(OutputStream out, String text)
            throws IOException, InterruptedException {
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            out.write(each);
            out.flush();
            Thread.sleep(50);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void aBodyThatTricklesHasTheTimeOfTheWhole() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) -> {
                    send(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    trickle(out, "x".repeat(1000));
                })) {
            assertGivenUp(peer);
        }
    }

    @Test
    void aHeadThatTricklesHasTheTimeOfTheWhole() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) ->
                        trickle(out, "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(1000)))) {
            assertGivenUp(peer);
        }
    }

    @Test
    void aPeerThatSaysNothingHasTheTimeOfTheWhole() throws Exception {
        try (SlowPeer peer = new SlowPeer((target, out) -> Thread.sleep(PATIENCE))) {
            assertGivenUp(peer);
        }
    }

    @Test
    void redirectsShareTheTimeOfTheWhole() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) -> {
                    Thread.sleep(400);
                    send(
                            out,
                            "HTTP/1.1 302 Found\r\nLocation: /%sx\r\nContent-Length: 0\r\n\r\n"
                                    .formatted(target));
                })) {
            assertGivenUp(peer);
        }
    }

    @Test
    void anAnswerWithoutEndIsLeft() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) -> {
                    send(out, "HTTP/1.1 200 OK\r\n\r\n");
                    while (true) {
                        send(out, "x".repeat(10_000));
                    }
                })) {
            assertThatThrownBy(() -> get(peer, PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer than " + MOST + " bytes");
        }
    }

    @Test
    void anAnswerIsMeasuredUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10 * MOST]);
        }
        assertThat(packed.size()).isLessThan(MOST);
        try (SlowPeer peer =
                new SlowPeer((target, out) -> {
                    send(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                    + packed.size()
                                    + "\r\n\r\n");
                    out.write(packed.toByteArray());
                })) {
            assertThatThrownBy(() -> get(peer, PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("longer than " + MOST + " bytes");
        }
    }

    @Test
    void anAnswerOfTheMostThatIsReadIsRead() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) ->
                        send(
                                out,
                                "HTTP/1.1 200 OK\r\nContent-Length: "
                                        + MOST
                                        + "\r\n\r\n"
                                        + "x".repeat(MOST)))) {
            assertThat(get(peer, PATIENCE).body()).hasSize(MOST);
        }
    }

    @Test
    void noTimeIsNoEnd() throws Exception {
        try (SlowPeer peer =
                new SlowPeer((target, out) -> {
                    send(out, "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
                    trickle(out, "x".repeat(30));
                })) {
            assertThat(get(peer, Duration.ZERO).body()).hasSize(30);
        }
    }
}
