package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretAccess;
import dev.keyward.server.DevServer;
import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Every file of `recordings`, compared byte by byte over real HTTPS, but for what differs from run
/// to run: ids, versions, ports and times.
///
/// With `-Drecordings.update` the answers are written into the files instead; read the difference
/// before you commit it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/recordings");
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(\\w+)}}");

    /// Vaults beside `dev`, and what is special about them.
    private static final Map<String, String> VAULTS =
            Map.of(
                    "locked", "\"accessPolicies\":[]",
                    "guarded", "\"enablePurgeProtection\":true,\"accessPolicies\":[POLICY]");

    private DevServer server;
    private RawHttps https;
    private Map<String, String> tokens;

    @BeforeAll
    void open() throws IOException, InterruptedException, GeneralSecurityException {
        server = DevServer.start(InstantSource.system(), new SecureRandom());
        String base = "https://localhost:" + server.port();
        Map<String, String> environment =
                Map.of(
                        "SSL_CERT_FILE", server.authorityFile().toString(),
                        "AZURE_CLIENT_ID", server.application().toString(),
                        "AZURE_CLIENT_SECRET",
                                server.applicationSecret().toUtf8(SecretAccess.request()),
                        "AZURE_TENANT_ID", server.tenant().toString(),
                        "AZURE_AUTHORITY_HOST", base,
                        "AZURE_KEYVAULT_URL", base);
        VaultCaller vault = new VaultCaller(environment);
        VaultCaller management = new VaultCaller(environment, base);
        tokens =
                Map.of(
                        "good", vault.token(),
                        "management", management.token(),
                        "forged", vault.token().replaceAll("\\.[^.]*$", "." + "A".repeat(86)));
        https = new RawHttps(vault.context(), server.port());
        for (Map.Entry<String, String> other : VAULTS.entrySet()) {
            make(management, other.getKey(), other.getValue());
        }
    }

    @AfterAll
    void close() {
        server.close();
    }

    private void make(VaultCaller management, String name, String properties)
            throws IOException, InterruptedException {
        String policy =
                "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"permissions\":{\"keys\":[\"all\"],\"secrets\":[\"all\",\"purge\"],\"certificates\":[\"all\"]}}"
                        .formatted(server.tenant(), objectId(management.token()));
        String body =
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\"%s\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},%s}}"
                        .formatted(server.tenant(), properties.replace("POLICY", policy));
        HttpResponse<String> answer =
                management
                        .http()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "https://localhost:"
                                                                + server.port()
                                                                + "/subscriptions/"
                                                                + server.subscription()
                                                                + "/resourceGroups/dev/providers/Microsoft.KeyVault/vaults/"
                                                                + name
                                                                + "?api-version=2023-07-01"))
                                        .header("Authorization", "Bearer " + management.token())
                                        .header("Content-Type", "application/json")
                                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static String objectId(String token) {
        String claims =
                new String(
                        java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                        java.nio.charset.StandardCharsets.UTF_8);
        Matcher oid = Pattern.compile("\"oid\":\"([^\"]+)\"").matcher(claims);
        assertThat(oid.find()).isTrue();
        return oid.group(1);
    }

    @TestFactory
    Stream<DynamicTest> recordings() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(FOLDER)) {
            files = listed.filter(file -> file.toString().endsWith(".http")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        Recording recording = Recording.read(file);
        Map<String, String> known = new HashMap<>();
        String answer = "";
        for (Recording.Step step : recording.requests()) {
            answer = https.exchange(host(step), request(step, known));
            for (Matcher member = MEMBER.matcher(answer); member.find(); ) {
                known.put(member.group(1), member.group(2));
            }
        }
        String comparable = comparable(answer);
        if (System.getProperty("recordings.update") != null) {
            recording.write(comparable);
        } else {
            assertThat(comparable).as(recording.comment()).isEqualTo(recording.answer());
        }
    }

    private static String host(Recording.Step step) {
        String vault = step.settings().getOrDefault("vault", "dev");
        return vault.equals("dev") ? "dev.localhost" : vault + ".vault.local.keyward.localhost";
    }

    private String request(Recording.Step step, Map<String, String> known) {
        String kind = step.settings().getOrDefault("token", "good");
        String body = filled(step.body(), known);
        return step.method()
                + " "
                + filled(step.target(), known)
                + " HTTP/1.1\r\nHost: "
                + host(step)
                + ":"
                + server.port()
                + (kind.equals("none") ? "" : "\r\nAuthorization: Bearer " + tokens.get(kind))
                + (body.isEmpty() ? "" : "\r\nContent-Type: application/json")
                + "\r\nContent-Length: "
                + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String filled(String text, Map<String, String> known) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(known.getOrDefault(reference.group(1), "?")));
    }

    private String comparable(String answer) {
        return answer.replace(":" + server.port(), ":{port}")
                .replaceAll(
                        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "{guid}")
                .replaceAll("\\b[0-9a-f]{32}\\b", "{version}")
                .replaceAll(
                        "\"(created|updated|deletedDate|scheduledPurgeDate)\":[0-9]+",
                        "\"$1\":{time}")
                .replaceAll("\"csr\":\"[^\"]+\"", "\"csr\":\"{csr}\"")
                .replaceAll("(?m)^content-length: [0-9]+$", "content-length: {length}")
                .strip();
    }
}
