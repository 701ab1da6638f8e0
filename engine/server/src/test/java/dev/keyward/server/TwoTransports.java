package dev.keyward.server;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import dev.keyward.server.http.HttpLimits;
import dev.keyward.server.http.HttpsListener;
import dev.keyward.server.http.ListenerPlace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// A development engine that is asked in process and over a real TLS socket, by the same words.
final class TwoTransports implements AutoCloseable {
    private static final VaultName VAULT = new VaultName("dev");

    private final Engine engine;
    private final HttpsListener listener;
    private final SSLContext trust;
    private final HttpClient http;
    private final String base;
    private final String tenant;
    private final String client;
    private final String secret;

    TwoTransports(Path home) throws IOException, GeneralSecurityException {
        int port = Ports.free();
        TestTls tls = new TestTls();
        this.trust = tls.client();
        this.engine =
                Engine.open(
                        new EngineConfig(
                                home,
                                "local",
                                "keyward.localhost",
                                port,
                                VAULT,
                                Set.of(),
                                EngineConfig.Profile.DEV,
                                InstantSource.system(),
                                new SecureRandom()));
        this.listener =
                HttpsListener.start(
                        engine,
                        engine,
                        tls.identity(),
                        HttpLimits.standard(),
                        new ListenerPlace(
                                "127.0.0.1", port, "local.keyward.localhost", engine::unready));
        this.http = client();
        this.base = "https://localhost:" + port;
        FirstSecret first = engine.firstSecret().orElseThrow();
        this.tenant = first.tenant().toString();
        this.client = first.application().toString();
        this.secret = first.secret().toUtf8(SecretAccess.request());
    }

    enum Transport {
        IN_PROCESS,
        OVER_TLS
    }

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// Another client, with connections of its own.
    HttpClient client() {
        return HttpClient.newBuilder().sslContext(trust).build();
    }

    String base() {
        return base;
    }

    String tenant() {
        return tenant;
    }

    String authority() {
        return base.substring("https://".length());
    }

    Engine engine() {
        return engine;
    }

    /// @param resource what the token is for
    String token(Transport transport, String resource) throws IOException, InterruptedException {
        Answer answer =
                ask(
                        transport,
                        "POST",
                        "/" + tenant + "/oauth2/v2.0/token",
                        Map.of("content-type", "application/x-www-form-urlencoded"),
                        "grant_type=client_credentials&client_id="
                                + client
                                + "&client_secret="
                                + secret
                                + "&scope="
                                + resource
                                + "/.default");
        if (answer.status != 200) {
            throw new IOException(answer.status + " " + answer.body);
        }
        return answer.body.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    /// @param target path and query
    Answer ask(
            Transport transport,
            String method,
            String target,
            Map<String, String> headers,
            String body)
            throws IOException, InterruptedException {
        return switch (transport) {
            case IN_PROCESS -> inProcess(method, target, headers, body);
            case OVER_TLS -> overTls(method, target, headers, body);
        };
    }

    private Answer inProcess(
            String method, String target, Map<String, String> headers, String body) {
        int question = target.indexOf('?');
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        ApiResponse response =
                engine.handle(
                                new ApiRequest(
                                        method,
                                        authority(),
                                        question < 0 ? target : target.substring(0, question),
                                        question < 0 ? "" : target.substring(question + 1),
                                        all,
                                        body.getBytes(StandardCharsets.UTF_8),
                                        "embedded",
                                        ""))
                        .toCompletableFuture()
                        .join();
        Map<String, String> lower = new HashMap<>();
        response.headers()
                .forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new Answer(
                response.status(), lower, new String(response.body(), StandardCharsets.UTF_8));
    }

    private Answer overTls(String method, String target, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> lower = new HashMap<>();
        response.headers().map().forEach((name, values) -> lower.put(name, values.getFirst()));
        return new Answer(response.statusCode(), lower, response.body());
    }

    @Override
    public void close() {
        listener.close();
        engine.close();
    }
}
