package dev.keyward.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.model.SecretAccess;
import dev.keyward.server.http.HttpLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server whose default vault its first application may use, with a port that asks clients for a
/// certificate, and clients of both ports. All of it is reached as `localhost`.
final class CertificateServer implements AutoCloseable {
    static final String VAULT = "https://vault.azure.net";
    static final String SECRETS = "/secrets?api-version=7.4";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Server server;
    final FirstSecret administrator;
    final int mutualPort;
    private final Path home;
    private final HttpClient plain;

    /// @param settings lines of its file
    CertificateServer(Path folder, InstantSource clock, String... settings)
            throws IOException, GeneralSecurityException {
        home = folder.resolve("home");
        mutualPort = Ports.free();
        Path file =
                Files.writeString(
                        folder.resolve("keyward.properties"),
                        "defaultVault=dev\nmtls.port="
                                + mutualPort
                                + "\n"
                                + String.join("\n", settings));
        server =
                Server.start(
                        ServerSettings.read(file, home).withoutRsaPool().withPort(Ports.free()),
                        EngineConfig.Profile.DEV,
                        HttpLimits.standard(),
                        clock,
                        new SecureRandom());
        administrator = server.engine().firstSecret().orElseThrow();
        plain = client(null, HttpClient.Version.HTTP_2);
    }

    /// @param headers names in lower case
    record Answer(int status, Map<String, String> headers, JsonNode json) {
        String text(String pointer) {
            return json.at(pointer).asText();
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError(status + " in place of " + wanted + ": " + json);
            }
            return this;
        }
    }

    /// @param own what the client shows where it is asked; null for nothing
    HttpClient client(@Nullable ClientIdentity own, HttpClient.Version version)
            throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(ClientIdentity.tls(server.authorityFile(), own))
                .build();
    }

    /// One that shows nothing.
    HttpClient plain() {
        return plain;
    }

    String base() {
        return "https://localhost:" + server.port();
    }

    String mutualBase() {
        return "https://localhost:" + mutualPort;
    }

    /// @param headers in pairs
    Answer ask(HttpClient client, String method, String url, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> first = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> first.put(name, values.getFirst()));
        return new Answer(
                answer.statusCode(),
                first,
                answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body()));
    }

    /// A request that carries a token.
    Answer signed(HttpClient client, String method, String url, String token, String body)
            throws IOException, InterruptedException {
        return ask(
                client,
                method,
                url,
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    /// Asks a token endpoint.
    ///
    /// @param base of one of the ports
    Answer token(HttpClient client, String base, Map<String, String> form)
            throws IOException, InterruptedException {
        return token(client, base, administrator.tenant().toString(), form);
    }

    Answer token(HttpClient client, String base, String tenant, Map<String, String> form)
            throws IOException, InterruptedException {
        String body =
                form.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return ask(
                client,
                "POST",
                base + "/" + tenant + "/oauth2/v2.0/token",
                body,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /// What an application sends that shows nothing in the request.
    Map<String, String> form(String resource, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", administrator.application().toString());
        form.put("scope", resource + "/.default");
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    /// The same with its secret.
    Map<String, String> secretForm(String resource) {
        return form(
                resource, "client_secret", administrator.secret().toUtf8(SecretAccess.request()));
    }

    /// A token bound to nothing.
    String token(String resource) throws IOException, InterruptedException {
        return token(plain, base(), secretForm(resource)).expect(200).text("/access_token");
    }

    /// Registers what signs for the first application, and nothing else.
    void register(ClientIdentity... certificates) throws IOException, InterruptedException {
        String graph = token(base());
        String id =
                signed(
                                plain,
                                "GET",
                                base()
                                        + "/v1.0/applications?$filter="
                                        + encoded("appId eq '" + administrator.application() + "'"),
                                graph,
                                "")
                        .expect(200)
                        .text("/value/0/id");
        signed(
                        plain,
                        "PATCH",
                        base() + "/v1.0/applications/" + id,
                        graph,
                        "{\"keyCredentials\":"
                                + Stream.of(certificates)
                                        .map(ClientIdentity::keyCredential)
                                        .collect(Collectors.joining(",", "[", "]"))
                                + "}")
                .expect(204);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What the audit trail says of a request.
    List<String> records(String requestId) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("audit"))) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readString(file, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.contains(requestId))
                        .forEach(found::add);
            }
            return found;
        }
    }

    @Override
    public void close() {
        plain.close();
        server.close();
    }
}
