package dev.keyward.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.model.SecretAccess;
import dev.keyward.server.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server as its settings make it, asked over TLS by its own names, which its certificate has to
/// have. The names lead to the loopback address whatever resolver the machine has.
final class NamedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final SSLContext trust;
    final FirstSecret administrator;

    /// @param settings lines of its file
    NamedServer(Path folder, String... settings) throws IOException, GeneralSecurityException {
        Path file =
                Files.writeString(
                        folder.resolve("keyward.properties"), String.join("\n", settings));
        server =
                Server.start(
                        ServerSettings.read(file, folder.resolve("home"))
                                .withoutRsaPool()
                                .withPort(Ports.free()),
                        EngineConfig.Profile.SERVER,
                        HttpLimits.standard(),
                        InstantSource.system(),
                        new SecureRandom());
        trust = TestTls.trusting(server.authorityFile());
        administrator = server.engine().firstSecret().orElseThrow();
    }

    /// @param headers names in lower case
    record Answer(int status, Map<String, String> headers, JsonNode json) {
        String text(String pointer) {
            return json.at(pointer).asText();
        }
    }

    String subscription() {
        return "/subscriptions/" + server.engine().deployment().subscription();
    }

    /// The operator's.
    String provider() {
        return "/subscriptions/" + server.engine().provider();
    }

    int port() {
        return server.port();
    }

    Engine engine() {
        return server.engine();
    }

    /// A token of the first administrator.
    String token(String loginHost, String resource) throws IOException {
        return ask(
                        loginHost,
                        "POST",
                        "/" + administrator.tenant() + "/oauth2/token",
                        "Content-Type: application/x-www-form-urlencoded",
                        "grant_type=client_credentials&client_id="
                                + administrator.application()
                                + "&client_secret="
                                + encoded(administrator.secret().toUtf8(SecretAccess.request()))
                                + "&resource="
                                + encoded(resource))
                .text("/access_token");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer signed(String token, String host, String method, String target, @Nullable String body)
            throws IOException {
        return ask(
                host,
                method,
                target,
                "Authorization: Bearer " + token + "\r\nContent-Type: application/json",
                body);
    }

    /// @param header one line or more
    Answer ask(String host, String method, String target, String header, @Nullable String body)
            throws IOException {
        byte[] content = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port());
                SSLSocket socket =
                        (SSLSocket)
                                trust.getSocketFactory().createSocket(plain, host, port(), true)) {
            SSLParameters checked = socket.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(checked);
            String head =
                    method
                            + " "
                            + target
                            + " HTTP/1.1\r\nHost: "
                            + host
                            + ":"
                            + port()
                            + "\r\nConnection: close\r\nContent-Length: "
                            + content.length
                            + "\r\n"
                            + (header.isEmpty() ? "" : header + "\r\n")
                            + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return read(socket.getInputStream().readAllBytes());
        }
    }

    static Answer read(byte[] whole) throws IOException {
        String text = new String(whole, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                body.isEmpty() ? JSON.missingNode() : JSON.readTree(body));
    }

    @Override
    public void close() {
        server.close();
    }
}
