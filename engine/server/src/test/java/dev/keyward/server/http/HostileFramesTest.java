package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames and targets as no client of good will sends them: held to the limits, and whatever is
/// answered is on the record first.
@Tag("security:S-14")
final class HostileFramesTest {
    private EdgeServer server;

    @BeforeEach
    void listen() throws Exception {
        server =
                new EdgeServer(
                        HttpLimits.standard()
                                .withTimes(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(20),
                                        Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawHttp2 connect() throws IOException {
        return new RawHttp2(server.client, server.port, "127.0.0.1");
    }

    private static byte[] get(int stream, Map<String, String> more) {
        return RawHttp2.bytes(
                RawHttp2.HEADERS,
                RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                stream,
                RawHttp2.request("GET", "/a", "localhost", more));
    }

    private static byte[] repeated(int times, byte[] frame) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(times * frame.length);
        for (int i = 0; i < times; i++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /// Until the server says that it is over.
    private static RawHttp2.Frame end(RawHttp2 client) throws IOException {
        RawHttp2.Frame end = client.next(RawHttp2.GOAWAY);
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                client.next();
                            }
                        })
                .isInstanceOf(IOException.class);
        return end;
    }

    @Test
    void settingsThatNobodyAcknowledgesHoldAllTheSameAndEndTheConnection() throws IOException {
        try (RawHttp2 client = connect()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 120; i++) {
                all.writeBytes(
                        RawHttp2.bytes(
                                RawHttp2.HEADERS,
                                RawHttp2.END_HEADERS,
                                2 * i + 1,
                                RawHttp2.request(
                                        "PUT",
                                        "/a",
                                        "localhost",
                                        Map.of("authorization", EdgeServer.TOKEN))));
            }
            client.write(all.toByteArray());
            List<Integer> refused = new ArrayList<>();
            RawHttp2.Frame frame = client.next();
            while (frame.type() != RawHttp2.GOAWAY) {
                if (frame.type() == RawHttp2.RST_STREAM) {
                    assertThat(frame.error()).isEqualTo(7);
                    refused.add(frame.stream());
                }
                frame = client.next();
            }
            assertThat(refused).hasSize(20).startsWith(201);
            assertThat(frame.error()).as("SETTINGS_TIMEOUT").isEqualTo(4);
        }
        assertThat(server.refused).filteredOn(status -> status == 429).hasSize(20);
        assertThat(server.refused).contains(408);
    }

    /// What isn't would be failed one by one, and each failure told to each open stream.
    @Test
    void whatIsOnTheRecordLeavesBeforeTheConnectionEnds() throws IOException {
        try (RawHttp2 client = connect()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 400; i++) {
                all.writeBytes(
                        RawHttp2.bytes(
                                RawHttp2.HEADERS,
                                RawHttp2.END_HEADERS,
                                2 * i + 1,
                                RawHttp2.request(
                                        "PUT",
                                        "/a",
                                        "localhost",
                                        Map.of("authorization", EdgeServer.TOKEN))));
            }
            client.write(all.toByteArray());
            List<Integer> reset = new ArrayList<>();
            RawHttp2.Frame frame = client.next();
            while (frame.type() != RawHttp2.GOAWAY) {
                if (frame.type() == RawHttp2.RST_STREAM) {
                    reset.add(frame.stream());
                }
                frame = client.next();
            }
            assertThat(frame.error()).as("ENHANCE_YOUR_CALM").isEqualTo(11);
            assertThat(reset).hasSizeGreaterThan(100).startsWith(201);
        }
    }

    @Test
    void aClientThatAllowsALargeTableOfAnswersHeadersGetsASmallOne() throws IOException {
        try (RawHttp2 client = connect()) {
            client.frame(RawHttp2.SETTINGS, 0, 0, new byte[] {0, 1, 0, 16, 0, 0});
            client.acknowledge();
            client.write(get(1, Map.of()));
            RawHttp2.Frame told = client.next(RawHttp2.HEADERS);
            assertThat(told.status()).isEqualTo(401);
            assertThat(told.tableBytes()).isEqualTo(4 << 10);
        }
    }

    @Test
    void headersThatAreTooLongAreOnTheRecordBeforeTheyAreAnswered() throws Exception {
        CompletableFuture<Object> flush = new CompletableFuture<>();
        server.durable = flush;
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            Map<String, String> headers = new HashMap<>();
            for (int i = 0; i < 11; i++) {
                headers.put("x-" + i, "y".repeat(3_000));
            }
            byte[] block = RawHttp2.request("GET", "/a", "localhost", headers);
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, Arrays.copyOf(block, 16_384));
            client.frame(RawHttp2.CONTINUATION, 0, 1, Arrays.copyOfRange(block, 16_384, 32_768));
            client.frame(
                    RawHttp2.CONTINUATION,
                    RawHttp2.END_HEADERS,
                    1,
                    Arrays.copyOfRange(block, 32_768, block.length));
            client.patience(700);
            assertThatThrownBy(() -> client.next(RawHttp2.HEADERS))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(server.refused).contains(431);
            client.patience(20_000);
            flush.complete("");
            assertThat(client.next(RawHttp2.HEADERS).status()).isEqualTo(431);
        }
    }

    static Stream<Arguments> floods() {
        byte[] nothing = new byte[0];
        return Stream.of(
                Arguments.of("PING", RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[8])),
                Arguments.of("SETTINGS", RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, nothing)),
                Arguments.of(
                        "PRIORITY",
                        RawHttp2.bytes(RawHttp2.PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 1})),
                Arguments.of(
                        "WINDOW_UPDATE",
                        RawHttp2.bytes(RawHttp2.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1})),
                Arguments.of("an unknown type", RawHttp2.bytes(200, 0, 0, nothing)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void framesWithoutAUseEndTheConnectionAndAreOnTheRecord(String name, byte[] frame)
            throws IOException {
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            client.next(RawHttp2.SETTINGS);
            client.write(repeated(1_200, frame));
            assertThat(end(client).error()).as("ENHANCE_YOUR_CALM").isEqualTo(11);
        }
        assertThat(server.refused).containsExactly(429);
    }

    @Test
    void aHeaderBlockOfEmptyFramesEndsTheConnection() throws IOException {
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            client.frame(
                    RawHttp2.HEADERS, 0, 1, RawHttp2.request("GET", "/a", "localhost", Map.of()));
            client.write(repeated(1_200, RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, new byte[0])));
            end(client);
        }
        assertThat(server.handled).isEmpty();
        assertThat(server.refused).hasSize(1);
    }

    @Test
    void streamsThatAreResetAsSoonAsTheyBeginEndTheConnection() throws IOException {
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 2_000; i++) {
                                    client.write(get(2 * i + 1, Map.of()));
                                    client.frame(
                                            RawHttp2.RST_STREAM,
                                            0,
                                            2 * i + 1,
                                            new byte[] {0, 0, 0, 8});
                                }
                                end(client);
                                throw new IOException("ended in order");
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(server.handled.size()).isLessThan(1_000);
    }

    static Stream<Arguments> malformed() {
        Map.Entry<String, String> method = Map.entry(":method", "GET");
        Map.Entry<String, String> scheme = Map.entry(":scheme", "https");
        Map.Entry<String, String> authority = Map.entry(":authority", "localhost");
        Map.Entry<String, String> path = Map.entry(":path", "/a");
        return Stream.of(
                Arguments.of("two paths", List.of(method, scheme, authority, path, path)),
                Arguments.of("no path", List.of(method, scheme, authority)),
                Arguments.of("no method", List.of(scheme, authority, path)),
                Arguments.of(
                        "another host",
                        List.of(method, scheme, authority, path, Map.entry("host", "elsewhere"))),
                Arguments.of(
                        "a user in the authority",
                        List.of(method, scheme, Map.entry(":authority", "me@localhost"), path)),
                Arguments.of(
                        "an unknown pseudo-header",
                        List.of(method, scheme, authority, path, Map.entry(":protocol", "x"))),
                Arguments.of(
                        "a capital", List.of(method, scheme, authority, path, Map.entry("X", "y"))),
                Arguments.of(
                        "a connection header",
                        List.of(
                                method,
                                scheme,
                                authority,
                                path,
                                Map.entry("connection", "keep-alive"))),
                Arguments.of(
                        "a path without a slash",
                        List.of(method, scheme, authority, Map.entry(":path", "a"))),
                Arguments.of(
                        "an absolute path",
                        List.of(
                                method,
                                scheme,
                                authority,
                                Map.entry(":path", "https://elsewhere/a"))),
                Arguments.of(
                        "an asterisk", List.of(method, scheme, authority, Map.entry(":path", "*"))),
                Arguments.of(
                        "another scheme",
                        List.of(method, Map.entry(":scheme", "http"), authority, path)),
                Arguments.of("a tunnel", List.of(Map.entry(":method", "CONNECT"), authority)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedRequestsAreNotServedButRecorded(
            String name, List<Map.Entry<String, String>> fields) throws IOException {
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            client.frame(
                    RawHttp2.HEADERS,
                    RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                    1,
                    RawHttp2.block(fields));
            RawHttp2.Frame frame = client.next();
            while (frame.type() != RawHttp2.HEADERS && frame.type() != RawHttp2.RST_STREAM) {
                frame = client.next();
            }
            assertThat(frame.type() == RawHttp2.RST_STREAM || frame.status() == 400)
                    .as(frame.toString())
                    .isTrue();
        }
        assertThat(server.handled).isEmpty();
        assertThat(server.refused).containsExactly(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "*",
                "localhost:443",
                "http://localhost/a",
                "https://elsewhere/a",
                "https://localhost@elsewhere/a",
                "ftp://localhost/a",
                "file:///a",
                "x/../a",
                "?a=b"
            })
    void aTargetThatIsNoPathOfTheHostIsRefused(String target) throws IOException {
        assertThat(ask("GET " + target)).startsWith("HTTP/1.1 400 ");
        assertThat(server.handled).isEmpty();
        assertThat(server.refused).containsExactly(400);
    }

    @Test
    void anAbsoluteTargetOfTheSameHostIsServedAsItsPath() throws IOException {
        assertThat(ask("GET HTTPS://LocalHost/a?b=c")).startsWith("HTTP/1.1 401 ");
        assertThat(server.handled.getFirst().path()).isEqualTo("/a");
        assertThat(server.handled.getFirst().query()).isEqualTo("b=c");
        assertThat(server.handled.getFirst().authority()).isEqualTo("localhost");
    }

    @Test
    void nobodyIsUpgradedToHttp2InTheClear() throws IOException {
        assertThat(
                        ask(
                                "GET /a",
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"))
                .startsWith("HTTP/1.1 401 ");
    }

    private String ask(String line) throws IOException {
        return ask(line, "");
    }

    private String ask(String line, String headers) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        server.client.getSocketFactory().createSocket("localhost", server.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            (line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(13);
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void whoTakesNoAnswersGetsNoMore() throws Exception {
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            Thread writer =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 40_000; i++) {
                                        client.write(
                                                get(2 * i + 1, Map.of("x", "y".repeat(2_000))));
                                    }
                                } catch (IOException closed) {
                                    Thread.onSpinWait();
                                }
                            });
            // A second in which nothing more was handled; on a busy machine that takes a while.
            int before = -1;
            for (int i = 0; i < 60 && before != server.handled.size(); i++) {
                before = server.handled.size();
                writer.join(1_000);
            }
            assertThat(before).isEqualTo(server.handled.size()).isLessThan(39_000);
        }
    }

    /// Each is a record, so that there can't be any number of them.
    @Test
    void afterAHundredAnswersOfTheLibraryTheConnectionEnds() throws IOException {
        byte[] headers = RawHttp2.block(List.of(Map.entry(":method", "GET")));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 400; i++) {
            all.writeBytes(
                    RawHttp2.bytes(
                            RawHttp2.HEADERS,
                            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                            2 * i + 1,
                            headers));
        }
        try (RawHttp2 client = connect()) {
            client.acknowledge();
            client.write(all.toByteArray());
            assertThat(end(client).error()).as("ENHANCE_YOUR_CALM").isEqualTo(11);
        }
        assertThat(server.refused).hasSizeLessThanOrEqualTo(101);
    }
}
