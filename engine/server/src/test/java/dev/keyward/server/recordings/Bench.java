package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretAccess;
import dev.keyward.server.DevServer;
import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server with its vaults, and what requests to it are made of.
///
/// @param tokens by the word that recordings use
/// @param passing lets time pass
record Bench(
        DevServer server, RawHttps https, Map<String, String> tokens, Consumer<Duration> passing) {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(\\w+)}}");

    /// @param vaults beside `dev`, and what is special about them
    static Bench on(DevServer server, Map<String, String> vaults)
            throws IOException, InterruptedException, GeneralSecurityException {
        return on(
                server,
                vaults,
                time -> {
                    throw new IllegalArgumentException("this server's time is the world's");
                });
    }

    static Bench on(DevServer server, Map<String, String> vaults, Consumer<Duration> passing)
            throws IOException, InterruptedException, GeneralSecurityException {
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
        PersonalUser user =
                PersonalUser.make(
                        new VaultCaller(
                                environment,
                                "https://graph.local.keyward.localhost:" + server.port()));
        Map<String, String> tokens =
                Map.of(
                        "good", vault.token(),
                        "management", management.token(),
                        "user", user.token(),
                        "forged", vault.token().replaceAll("\\.[^.]*$", "." + "A".repeat(86)),
                        "unknown-key", withUnknownKey(vault.token()));
        for (Map.Entry<String, String> other : vaults.entrySet()) {
            make(
                    server,
                    management,
                    other.getKey(),
                    other.getValue().replace("COMPOUND", compound(server, user)));
        }
        return new Bench(server, new RawHttps(vault.context(), server.port()), tokens, passing);
    }

    private static String compound(DevServer server, PersonalUser user) {
        return "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"applicationId\":\"%s\",\"permissions\":{\"secrets\":[\"get\"]}}"
                .formatted(server.tenant(), user.objectId(), PersonalUser.CLIENT);
    }

    private static void make(
            DevServer server, VaultCaller management, String name, String properties)
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
                        Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                        StandardCharsets.UTF_8);
        Matcher oid = Pattern.compile("\"oid\":\"([^\"]+)\"").matcher(claims);
        assertThat(oid.find()).isTrue();
        return oid.group(1);
    }

    private static String withUnknownKey(String token) {
        String[] parts = token.split("\\.");
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String other = header.replaceAll("\"kid\":\"[^\"]+\"", "\"kid\":\"nobodys\"");
        assertThat(other).isNotEqualTo(header);
        parts[0] =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(other.getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    /// Sends a request as often as it says, after what else it says.
    ///
    /// @param known what earlier answers gave, by name
    /// @return the last answer
    String send(Recording.Step step, Map<String, String> known) throws IOException {
        String time = step.settings().get("pass");
        if (time != null) {
            passing.accept(Duration.parse(time));
        }
        try (Fault _ = Fault.of(step.settings().get("fault"), home())) {
            String answer = "";
            int times = Integer.parseInt(step.settings().getOrDefault("times", "1"));
            for (int i = 0; i < times; i++) {
                answer = https.exchange(host(step), request(step, known));
            }
            return answer;
        }
    }

    /// The certificate stands in the folder `tls` of it.
    private Path home() {
        return Objects.requireNonNull(
                Objects.requireNonNull(server.authorityFile().getParent()).getParent());
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
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String filled(String text, Map<String, String> known) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(known.getOrDefault(reference.group(1), "?")));
    }
}
