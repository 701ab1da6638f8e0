package dev.keyward.api.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.EngineConfig.Profile;
import dev.keyward.api.Operator;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.deployment.ShiftedClock;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A home that another version made, opened by this one an hour after that one's answers.
final class OldHome implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGEMENT = "management.local.keyward.localhost";
    private static final String VAULT_RESOURCE = "https://vault.local.keyward.localhost";
    private static final String PASSWORD = "the-golden-password-of-an-application";
    private static final String PASSPHRASE = "the golden passphrase";

    private final Engine engine;
    private final Profile profile;
    private final String tenant;
    private final String application;

    OldHome(GoldenVersion version, Path home, Profile profile) throws IOException {
        this.profile = profile;
        this.application = version.answers().path("application").asText();
        FakeClock clock = new FakeClock(version.moment().plus(Duration.ofHours(1)));
        this.engine =
                Engine.open(
                        new EngineConfig(
                                home,
                                "local",
                                "keyward.localhost",
                                443,
                                profile == Profile.DEV ? new VaultName("dev") : null,
                                Set.of(),
                                profile,
                                profile == Profile.DEV ? new ShiftedClock(clock) : clock,
                                new SecureRandom()));
        this.tenant = engine.deployment().tenant().toString();
    }

    /// Asks again what was asked then, and holds the answers against each other: what is there may
    /// be more today, and words for a person may be others.
    ///
    /// @return the paths that were asked
    List<String> replay(JsonNode exchanges) {
        List<String> paths = new ArrayList<>();
        for (JsonNode then : exchanges) {
            String path = then.path("path").asText();
            paths.add(path);
            ApiResponse now =
                    ask(
                            then.path("by").asText(),
                            then.path("method").asText(),
                            then.path("host").asText(),
                            path,
                            then.path("query").asText(),
                            then.path("body").asText());
            JsonNode answer = json(now);
            String what =
                    then.path("by").asText() + " " + then.path("method").asText() + " " + path;
            assertThat(now.status())
                    .as("%s: %s", what, answer)
                    .isEqualTo(then.path("status").asInt());
            if (now.status() < 400) {
                holds(what, then.path("answer"), answer);
            } else {
                assertThat(answer.at("/error/code"))
                        .as(what)
                        .isEqualTo(then.at("/answer/error/code"));
            }
        }
        return paths;
    }

    private static void holds(String what, JsonNode then, JsonNode now) {
        if (then.isObject()) {
            assertThat(now.isObject()).as("%s: %s", what, now).isTrue();
            for (Map.Entry<String, JsonNode> member : then.properties()) {
                holds(what + " " + member.getKey(), member.getValue(), now.path(member.getKey()));
            }
        } else if (then.isArray()) {
            assertThat(now).as("%s: %s", what, now).hasSize(then.size());
            for (int i = 0; i < then.size(); i++) {
                holds(what + "[" + i + "]", then.get(i), now.get(i));
            }
        } else {
            assertThat(now).as(what).isEqualTo(then);
        }
    }

    String secret(String by, String host, String name) {
        ApiResponse answer =
                ask(by, "GET", host, "/secrets/" + name, "api-version=2026-05-01-preview", "");
        assertThat(answer.status()).as(json(answer).toString()).isEqualTo(200);
        return json(answer).path("value").asText();
    }

    /// As the administrator.
    JsonNode expect(
            int status, String method, String host, String path, String query, String body) {
        ApiResponse answer = ask("administrator", method, host, path, query, body);
        assertThat(answer.status()).as(json(answer).toString()).isEqualTo(status);
        return json(answer);
    }

    private JsonNode manage(
            int status, String method, String path, String apiVersion, String body) {
        return expect(
                status,
                method,
                MANAGEMENT,
                "/subscriptions/" + engine.deployment().subscription() + path,
                "api-version=" + apiVersion,
                body);
    }

    JsonNode verifyTrail() {
        return manage(200, "POST", "/providers/Keyward.Audit/verify", "2026-01-01", "");
    }

    Operator operator() {
        return new Operator(engine);
    }

    UUID provider() {
        return engine.provider();
    }

    void makeVault(String name) {
        manage(
                201,
                "PUT",
                "/resourceGroups/golden/providers/Microsoft.KeyVault/vaults/" + name,
                "2022-07-01",
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + tenant
                        + "\",\"accessPolicies\":[],"
                        + "\"sku\":{\"family\":\"A\",\"name\":\"standard\"}}}");
    }

    void recoverVault(String name) {
        manage(
                201,
                "PUT",
                "/resourceGroups/golden/providers/Microsoft.KeyVault/vaults/" + name,
                "2022-07-01",
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + tenant
                        + "\",\"createMode\":\"recover\","
                        + "\"sku\":{\"family\":\"A\",\"name\":\"standard\"}}}");
    }

    JsonNode bringIn(byte[] contents) {
        return manage(
                200,
                "POST",
                "/providers/Keyward.Development/vaults/dev/import",
                "2026-11-01",
                "{\"passphrase\":\""
                        + PASSPHRASE
                        + "\",\"value\":[\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(contents)
                        + "\"]}");
    }

    private ApiResponse ask(
            String by, String method, String host, String path, String query, String body) {
        String resource = host.contains(".vault.") ? VAULT_RESOURCE : "https://" + host + "/";
        return send(
                method,
                host,
                path,
                query,
                Map.of("authorization", List.of("Bearer " + token(by, resource))),
                body);
    }

    private String token(String by, String resource) {
        return switch (by) {
            case "application" -> token(application, PASSWORD, resource);
            case "administrator" ->
                    switch (profile) {
                        case EMBEDDED ->
                                engine.localAdministrator()
                                        .tokens()
                                        .apply(resource)
                                        .value()
                                        .toUtf8(SecretAccess.request());
                        case DEV, SERVER -> {
                            FirstSecret first = engine.firstSecret().orElseThrow();
                            yield token(
                                    first.application().toString(),
                                    first.secret().toUtf8(SecretAccess.request()),
                                    resource);
                        }
                    };
            default -> throw new IllegalArgumentException(by);
        };
    }

    private String token(String client, String secret, String resource) {
        ApiResponse answer =
                send(
                        "POST",
                        "login.local.keyward.localhost",
                        "/" + tenant + "/oauth2/token",
                        "",
                        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                        "grant_type=client_credentials&client_id="
                                + client
                                + "&client_secret="
                                + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                                + "&resource="
                                + URLEncoder.encode(resource, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(json(answer).toString()).isEqualTo(200);
        return json(answer).path("access_token").asText();
    }

    private ApiResponse send(
            String method,
            String host,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body) {
        return engine.handle(
                        new ApiRequest(
                                method,
                                host,
                                path,
                                query,
                                headers,
                                body.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }

    private static JsonNode json(ApiResponse answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
