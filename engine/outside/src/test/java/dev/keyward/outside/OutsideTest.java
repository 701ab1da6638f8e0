package dev.keyward.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.keyward.testing.HttpsPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Calls of the world outside, to a real HTTPS server.
@Tag("security:S-06")
class OutsideTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch dripping = new CountDownLatch(1);
    private HttpsPeer peer;

    @BeforeEach
    void start() throws Exception {
        peer =
                Peers.https(exchange -> {
                    calls.incrementAndGet();
                    switch (exchange.getRequestURI().getPath()) {
                        case "/moved" -> {
                            exchange.getResponseHeaders().set("Location", peer.url() + "/there");
                            HttpsPeer.answer(exchange, 302, new byte[0]);
                        }
                        case "/long" -> HttpsPeer.answer(exchange, 200, new byte[300 * 1024]);
                        case "/slow" -> drip(exchange);
                        default ->
                                HttpsPeer.answer(
                                        exchange, 200, "hello".getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    @AfterEach
    void stop() {
        dripping.countDown();
        peer.close();
    }

    private URI at(String path) {
        return URI.create(peer.url() + path);
    }

    @Test
    void readsWhatAnAllowedHostAnswers() throws IOException {
        try (Outside outside = new Outside(Peers.rules(peer))) {
            assertThat(new String(outside.get(at("/")).body(), StandardCharsets.UTF_8))
                    .isEqualTo("hello");
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (Outside outside = new Outside(Peers.rules(peer))) {
            assertThat(outside.get(at("/moved")).status()).isEqualTo(302);
            assertThat(calls.get()).isEqualTo(1);
        }
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        try (Outside outside = new Outside(Peers.rules(peer))) {
            assertThatThrownBy(() -> outside.get(at("/long"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsForNoAnswerThatComesByDrops() {
        try (Outside outside =
                new Outside(Peers.rules(peer), Duration.ofSeconds(1), InetAddress::getAllByName)) {
            assertThatThrownBy(() -> outside.get(at("/slow")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("localhost didn't answer in time");
            assertThat(dripping.getCount()).as("the answer was still coming").isEqualTo(1);
        }
    }

    /// Goes on until the test is over or nobody listens any more.
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (!dripping.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void callsNobodyWhoseCertificateItDoesntTrust() {
        try (Outside outside =
                new Outside(
                        new OutsideRules(
                                Peers.rules(peer).hosts(), List.of(), Map.of(), List.of()))) {
            assertThatThrownBy(() -> outside.get(at("/"))).isInstanceOf(IOException.class);
            assertThat(calls.get()).isZero();
        }
    }

    @Test
    void callsNobodyTheRulesDontName() {
        try (Outside outside = new Outside(OutsideRules.NONE)) {
            assertThatThrownBy(() -> outside.post(at("/"), Map.of(), new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the settings don't allow calls of localhost");
            assertThat(calls.get()).isZero();
        }
    }
}
