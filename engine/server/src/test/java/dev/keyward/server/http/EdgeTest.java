package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.server.Ports;
import dev.keyward.server.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes as they come from a socket, well-formed and not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("security:S-14")
final class EdgeTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int ADDRESS_LIMIT = 8;

    private final List<ApiRequest> handled = new CopyOnWriteArrayList<>();
    private final List<Integer> refused = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final TestTls tls = new TestTls();
    private ServerIdentity first;
    private SSLContext client;
    private HttpsListener listener;

    @BeforeAll
    void listen() throws Exception {
        first = tls.identity();
        client = tls.client();
        listener =
                HttpsListener.start(
                        request -> {
                            handled.add(request);
                            return CompletableFuture.completedFuture(
                                    ApiResponse.json(
                                            200,
                                            ("{\"bytes\":" + request.body().length + "}")
                                                    .getBytes(StandardCharsets.UTF_8)));
                        },
                        (_, status, code, message) -> {
                            refused.add(status);
                            return CompletableFuture.completedFuture(
                                    ApiResponse.json(
                                            status,
                                            ("{\"error\":{\"code\":\""
                                                            + code
                                                            + "\",\"message\":\""
                                                            + message
                                                            + "\"}}")
                                                    .getBytes(StandardCharsets.UTF_8)));
                        },
                        first,
                        HttpLimits.standard()
                                .withTimes(
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(3))
                                .withConnections(100, ADDRESS_LIMIT),
                        new ListenerPlace(
                                "127.0.0.1",
                                Ports.free(),
                                "example.test",
                                () -> ready.get() ? Optional.empty() : Optional.of("stopping")));
    }

    @AfterAll
    void stop() {
        listener.close();
    }

    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

    private SSLSocket connect() throws IOException {
        SSLSocket socket =
                (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return socket;
    }

    /// Sends, and reads until the server closes.
    private String exchange(String request) throws IOException {
        try (SSLSocket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return readAll(socket.getInputStream());
        }
    }

    /// Sends, reads one answer as long as it says it is, and hangs up, as clients do.
    private String firstAnswer(String request) throws IOException {
        try (SSLSocket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return readAnswer(socket.getInputStream());
        }
    }

    private static String readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the byte after: " + head).isNotNegative();
            head.append((char) next);
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        assertThat(length.find()).as(head.toString()).isTrue();
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        return head + new String(body, StandardCharsets.UTF_8);
    }

    private static String readAll(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (java.net.SocketException reset) {
            // The server hung up with bytes of ours unread; what it said came before.
            return text.toString();
        }
        return text.toString();
    }

    static Stream<Arguments> malformed() {
        String host = "Host: localhost\r\n";
        String tooManyHeaders =
                Stream.iterate(0, i -> i + 1)
                        .limit(101)
                        .map(i -> "x-" + i + ": 1\r\n")
                        .reduce("", String::concat);
        return Stream.of(
                Arguments.of("no HTTP at all", "EHLO example.org\r\n\r\n", 400),
                Arguments.of("no version", "GET /\r\n" + host + "\r\n", 400),
                Arguments.of(
                        "a request line of 9 KiB",
                        "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + host + "\r\n",
                        414),
                Arguments.of(
                        "a header of 33 KiB",
                        "GET / HTTP/1.1\r\n" + host + "x: " + "a".repeat(33_000) + "\r\n\r\n",
                        431),
                Arguments.of(
                        "101 headers", "GET / HTTP/1.1\r\n" + host + tooManyHeaders + "\r\n", 431),
                Arguments.of("no host", "GET / HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400),
                Arguments.of(
                        "a request line that contradicts the host",
                        "GET https://elsewhere/ HTTP/1.1\r\n" + host + "\r\n",
                        400),
                Arguments.of(
                        "a length that is no number",
                        "POST / HTTP/1.1\r\n" + host + "Content-Length: ten\r\n\r\n",
                        400),
                Arguments.of(
                        "a negative length",
                        "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
                        400),
                Arguments.of(
                        "two lengths",
                        "POST / HTTP/1.1\r\n"
                                + host
                                + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                        400),
                Arguments.of(
                        "a header without a name",
                        "GET / HTTP/1.1\r\n" + host + ": value\r\n\r\n",
                        400),
                Arguments.of(
                        "a header with a blank in its name",
                        "GET / HTTP/1.1\r\n" + host + "x y: value\r\n\r\n",
                        400),
                Arguments.of(
                        "a body that says it has 300 KiB",
                        "PUT /secrets/a HTTP/1.1\r\n" + host + "Content-Length: 307200\r\n\r\n",
                        413),
                Arguments.of(
                        "a body that has 300 KiB",
                        "PUT /secrets/a HTTP/1.1\r\n"
                                + host
                                + "Transfer-Encoding: chunked\r\n\r\n4b000\r\n"
                                + "x".repeat(0x4b000),
                        413),
                Arguments.of(
                        "a body that stops in the middle",
                        "PUT /secrets/a HTTP/1.1\r\n" + host + "Content-Length: 10\r\n\r\nabc",
                        408));
    }

    @ParameterizedTest(name = "{0} gets {2}")
    @MethodSource("malformed")
    void malformedInputGetsAnAzureErrorAndTheEnd(String name, String request, int status)
            throws IOException {
        int before = handled.size();
        String answer = firstAnswer(request);
        assertThat(answer).as(name).matches("(?s)HTTP/1\\.[01] " + status + " .*");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
        assertThat(answer).contains("{\"error\":{\"code\":\"").contains("\"message\":\"");
        assertThat(answer).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(handled).as("requests that reached the API").hasSize(before);
        assertThat(refused).contains(status);
    }

    @Test
    void aBodyMuchTooLongIsThrownAwayWhileItsSenderReadsTheAnswer() throws IOException {
        String answer =
                firstAnswer(
                        "PUT /secrets/a HTTP/1.1\r\n"
                                + "Host: localhost\r\n"
                                + "Content-Length: 16777216\r\n\r\n"
                                + "x".repeat(1 << 24));
        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aRefusedConnectionEndsThoughItsClientStays() throws IOException {
        assertThat(exchange("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void chunksThatMakeNoSenseAreRefusedAndEndTheConnection() throws IOException {
        handled.clear();
        refused.clear();
        String answer =
                exchange(
                        "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                                + "\r\nzz\r\nab\r\n0\r\n\r\n"
                                + "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":{\"code\":\"BadRequest\"")
                .containsIgnoringCase("connection: close")
                .doesNotContain("200");
        assertThat(handled).isEmpty();
        assertThat(refused).containsExactly(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/3.0", "HTTP/1.2", "HTTP/0.9", "FOO/1.1", "HTtP/1.1"})
    void anUnknownVersionIsRefusedInTheUsualShapeAndOnTheRecord(String version) throws IOException {
        handled.clear();
        refused.clear();
        assertThat(exchange("GET / " + version + "\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 505 ")
                .contains("{\"error\":{\"code\":\"HttpVersionNotSupported\"")
                .containsIgnoringCase("connection: close");
        assertThat(refused).containsExactly(505);
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v.example.test, v.example.test, 200",
        "v.example.test, V.EXAMPLE.TEST:8443, 200",
        "v.example.test, w.example.test, 200",
        "v.example.test, v.example.test., 200",
        "v.example.test, elsewhere.test, 421",
        "v.example.test, localhost, 421",
        "v.example.test, xexample.test, 421",
        "elsewhere.test, v.example.test, 421",
        "elsewhere.test, elsewhere.test:1, 200",
        "'', v.example.test, 200"
    })
    void aConnectionMadeForAnotherHostIsNotServed(String name, String host, int status)
            throws Exception {
        // A context of its own: a resumed session brings the name it began with.
        try (SSLSocket socket =
                (SSLSocket)
                        tls.client()
                                .getSocketFactory()
                                .createSocket("localhost", listener.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (!name.isEmpty()) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                socket.setSSLParameters(parameters);
            }
            socket.getOutputStream()
                    .write(
                            ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(readAnswer(socket.getInputStream())).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void probesAreAnsweredWithoutTokenAndOnlyReadinessGoes() throws IOException {
        handled.clear();
        String probe = " HTTP/1.1\r\nHost: anything\r\n\r\n";
        assertThat(firstAnswer("GET /readyz" + probe)).startsWith("HTTP/1.1 200 ");
        ready.set(false);
        try {
            assertThat(firstAnswer("GET /readyz" + probe)).startsWith("HTTP/1.1 503 ");
            assertThat(firstAnswer("GET /healthz" + probe)).startsWith("HTTP/1.1 200 ");
        } finally {
            ready.set(true);
        }
        assertThat(handled).isEmpty();
    }

    @Test
    void anotherCertificateIsShownWithoutEndingConnections() throws Exception {
        TestTls next = new TestTls();
        try (SSLSocket before = connect()) {
            listener.use(next.identity());
            try {
                assertThat(offers("TLSv1.3", null)).isFalse();
                try (SSLSocket after =
                        (SSLSocket)
                                next.client()
                                        .getSocketFactory()
                                        .createSocket("localhost", listener.port())) {
                    after.setSoTimeout(PATIENCE_MILLIS);
                    after.startHandshake();
                }
                before.getOutputStream()
                        .write(
                                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(readAnswer(before.getInputStream())).startsWith("HTTP/1.1 200 ");
            } finally {
                listener.use(first);
            }
        }
        assertThat(offers("TLSv1.3", null)).isTrue();
    }

    @Test
    void afterALengthTogetherWithChunksNothingMoreIsRead() throws IOException {
        handled.clear();
        String answer =
                exchange(
                        "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                + "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
        assertThat(handled).extracting(ApiRequest::path).doesNotContain("/smuggled");
    }

    @Test
    void aBodyOfARestoreMayBeLonger() throws IOException {
        String answer =
                exchange(
                        "POST /keys/restore HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Length: 400000\r\n\r\n"
                                + "x".repeat(400_000));
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("{\"bytes\":400000}");
    }

    @Test
    void severalRequestsComeOverOneConnectionInOrder() throws IOException {
        String one = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        handled.clear();
        String answer = exchange(one + last);
        assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(handled).extracting(ApiRequest::path).containsExactly("/a", "/b");
    }

    @Test
    void whatArrivesIsHandedOverAsItWas() throws IOException {
        handled.clear();
        exchange(
                "PUT //secrets/a%2Fb//?api%2Dversion=7.4&x HTTP/1.1\r\nHost: LocalHost:1\r\n"
                        + "X-MS-Client-Request-Id: 7\r\nConnection: close\r\n"
                        + "Content-Length: 2\r\n\r\nhi");
        ApiRequest request = handled.getFirst();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.authority()).isEqualTo("LocalHost:1");
        assertThat(request.path()).isEqualTo("//secrets/a%2Fb//");
        assertThat(request.query()).isEqualTo("api%2Dversion=7.4&x");
        assertThat(request.headers().get("x-ms-client-request-id")).containsExactly("7");
        assertThat(Map.copyOf(request.headers())).containsKey("content-length");
        assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("hi");
        assertThat(request.peer()).isEqualTo("127.0.0.1");
        assertThat(request.tls()).isEqualTo("TLS1_3");
    }

    @Test
    void aClientThatSaysNothingIsHungUpOn() throws IOException {
        try (SSLSocket socket = connect()) {
            assertThat(readAll(socket.getInputStream())).isEmpty();
        }
    }

    @Test
    void anIdleConnectionEnds() throws IOException {
        String answer = exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void oneAddressGetsSoManyConnections() throws IOException {
        List<SSLSocket> open = new ArrayList<>();
        try {
            int answered = 0;
            for (int i = 0; i < ADDRESS_LIMIT + 4; i++) {
                try {
                    SSLSocket socket = connect();
                    open.add(socket);
                    socket.getOutputStream()
                            .write(
                                    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                    answered += socket.getInputStream().read() == 'H' ? 1 : 0;
                } catch (IOException hungUp) {
                    assertThat(i).isGreaterThan(1);
                }
            }
            assertThat(answered).isBetween(1, ADDRESS_LIMIT);
        } finally {
            for (SSLSocket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("security:S-05")
    void oldProtocolsAndWeakSuitesAreRefused() {
        assertThat(offers("TLSv1.3", null)).isTrue();
        assertThat(offers("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")).isTrue();
        assertThat(offers("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")).isFalse();
        assertThat(offers("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")).isFalse();
        assertThat(offers("TLSv1.1", null)).isFalse();
    }

    private boolean offers(String protocol, @org.jspecify.annotations.Nullable String suite) {
        try (SSLSocket socket =
                (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setEnabledProtocols(new String[] {protocol});
            if (suite != null) {
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException refusedByOneSide) {
            return false;
        } catch (IOException broken) {
            return false;
        }
    }
}
