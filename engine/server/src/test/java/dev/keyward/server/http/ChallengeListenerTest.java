package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChallengeListenerTest {
    private ChallengeListener listener;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void listen() throws IOException {
        listener =
                ChallengeListener.start(
                        "127.0.0.1",
                        0,
                        token -> {
                            if (token.equals("broken")) {
                                throw new IllegalStateException("no store");
                            }
                            return token.equals("token-1")
                                    ? Optional.of("token-1.thumb")
                                    : Optional.empty();
                        });
    }

    @AfterEach
    void close() {
        listener.close();
        http.close();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aKnownTokenIsAnswered() throws Exception {
        HttpResponse<String> answer = ask("GET", "/.well-known/acme-challenge/token-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("token-1.thumb");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/octet-stream");
    }

    @Test
    @Tag("security:S-05")
    void nothingElseIsServedWithoutTls() throws Exception {
        for (String path :
                List.of(
                        "/",
                        "/secrets/db",
                        "/.well-known/acme-challenge/",
                        "/.well-known/acme-challenge/token-2",
                        "/.well-known/acme-challenge",
                        "/certificate-authority/root-1.cer",
                        "/healthz")) {
            HttpResponse<String> answer = ask("GET", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(ask("POST", "/.well-known/acme-challenge/token-1").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("security:S-14")
    void aFaultAndALongLineTellNothing() throws Exception {
        HttpResponse<String> broken = ask("GET", "/.well-known/acme-challenge/broken");
        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.body()).isEmpty();

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.getOutputStream()
                    .write(
                            ("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            byte[] all = socket.getInputStream().readAllBytes();
            assertThat(new String(all, StandardCharsets.US_ASCII)).contains(" 414 ");
        }
        assertThat(ask("GET", "/.well-known/acme-challenge/token-1").statusCode()).isEqualTo(200);
    }
}
