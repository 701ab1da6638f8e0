package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server with its vaults, and what requests to it are made of.
///
/// @param tokens by the word that recordings use
/// @param passing lets time pass
record Bench(
        Subject subject, RawHttps https, Map<String, String> tokens, Consumer<Duration> passing)
        implements AutoCloseable {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(\\w+)(?:\\*(\\d+))?}}");

    /// @param vaults beside `dev`, and what is special about them
    static Bench on(Subject subject, Map<String, String> vaults)
            throws IOException, InterruptedException, GeneralSecurityException {
        return on(
                subject,
                vaults,
                time -> {
                    throw new IllegalArgumentException("this server's time is the world's");
                });
    }

    static Bench on(Subject subject, Map<String, String> vaults, Consumer<Duration> passing)
            throws IOException, InterruptedException, GeneralSecurityException {
        VaultCaller vault = new VaultCaller(subject.environment());
        VaultCaller management = new VaultCaller(subject.environment(), subject.base());
        PersonalUser user =
                PersonalUser.make(
                        new VaultCaller(
                                subject.environment(),
                                "https://graph.local.keyward.localhost:" + subject.port()));
        Map<String, String> tokens = new HashMap<>();
        tokens.put("good", vault.token());
        tokens.put("user", user.token());
        tokens.put("management", management.token());
        tokens.put("forged", vault.token().replaceAll("\\.[^.]*$", "." + "A".repeat(86)));
        tokens.put("unknown-key", withUnknownKey(vault.token()));
        for (Map.Entry<String, String> other : vaults.entrySet()) {
            make(
                    subject,
                    management,
                    other.getKey(),
                    other.getValue().replace("COMPOUND", compound(subject, user)));
        }
        return new Bench(subject, new RawHttps(vault.context(), subject.port()), tokens, passing);
    }

    /// The same, where recordings may say `@token second-tenant`.
    Bench withSecondTenant(Map<String, String> environment)
            throws IOException, InterruptedException, GeneralSecurityException {
        Map<String, String> more = new HashMap<>(tokens);
        more.put("second-tenant", new VaultCaller(environment).token());
        return new Bench(subject, https, more, passing);
    }

    private static String compound(Subject subject, PersonalUser user) {
        return "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"applicationId\":\"%s\",\"permissions\":{\"secrets\":[\"get\"]}}"
                .formatted(subject.value("AZURE_TENANT_ID"), user.objectId(), PersonalUser.CLIENT);
    }

    private static void make(
            Subject subject, VaultCaller management, String name, String properties)
            throws IOException, InterruptedException {
        String policy =
                "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"permissions\":{\"keys\":[\"all\"],\"secrets\":[\"all\",\"purge\"],\"certificates\":[\"all\"]}}"
                        .formatted(subject.value("AZURE_TENANT_ID"), management.objectId());
        String body =
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\"%s\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},%s}}"
                        .formatted(
                                subject.value("AZURE_TENANT_ID"),
                                properties.replace("POLICY", policy));
        HttpResponse<String> answer =
                management
                        .http()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        subject.base()
                                                                + "/subscriptions/"
                                                                + subject.value(
                                                                        "AZURE_SUBSCRIPTION_ID")
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
    String send(Recording.Step step, Map<String, String> known)
            throws IOException, InterruptedException {
        String time = step.settings().get("pass");
        if (time != null) {
            passing.accept(Duration.parse(time));
        }
        try (Fault _ = Fault.of(step.settings().get("fault"), subject)) {
            String answer = "";
            int times = Integer.parseInt(step.settings().getOrDefault("times", "1"));
            for (int i = 0; i < times; i++) {
                answer = https.exchange(host(step), request(step, known));
            }
            return answer;
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
                + subject.port()
                + (kind.equals("none") ? "" : "\r\nAuthorization: Bearer " + tokens.get(kind))
                + (body.isEmpty() ? "" : "\r\nContent-Type: application/json")
                + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    /// `{{NAME}}` is what is known by that name, `{{x*3}}` is `xxx`.
    private static String filled(String text, Map<String, String> known) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference ->
                        Matcher.quoteReplacement(
                                reference.group(2) != null
                                        ? reference
                                                .group(1)
                                                .repeat(Integer.parseInt(reference.group(2)))
                                        : known.getOrDefault(reference.group(1), "?")));
    }

    @Override
    public void close() {
        subject.close();
    }
}
