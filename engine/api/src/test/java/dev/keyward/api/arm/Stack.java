package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.Pace;
import dev.keyward.api.TokenSigning;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.deployment.MachineClock;
import dev.keyward.api.deployment.ShiftedClock;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.mail.MailServer;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server after its first start, called in process: what a client would send, and what it would
/// get.
public final class Stack implements AutoCloseable {
    public static final String MANAGEMENT = "management.local.keyward.localhost:8443";
    public static final String ADMIN = "adminmanagement.local.keyward.localhost:8443";
    public static final String LOGIN = "login.local.keyward.localhost:8443";
    public static final String GRAPH = "graph.local.keyward.localhost:8443";
    public static final String VAULT_RESOURCE = "https://vault.local.keyward.localhost:8443";
    private static final ObjectMapper JSON = new ObjectMapper();

    public final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    public final Engine engine;
    public final UUID tenant;
    public final UUID subscription;
    public final FirstSecret administrator;

    public Stack(Path home) throws IOException {
        this(home, null, EngineConfig.Profile.SERVER);
    }

    public Stack(Path home, @Nullable VaultName defaultVault, EngineConfig.Profile profile)
            throws IOException {
        this(home, defaultVault, profile, OutsideRules.NONE);
    }

    /// Of more regions than one.
    public Stack(
            Path home,
            Regions regions,
            @Nullable VaultName defaultVault,
            EngineConfig.Profile profile)
            throws IOException {
        this(home, regions, defaultVault, profile, OutsideRules.NONE, null, null);
    }

    public Stack(
            Path home,
            @Nullable VaultName defaultVault,
            EngineConfig.Profile profile,
            OutsideRules outside)
            throws IOException {
        this(home, defaultVault, profile, outside, null);
    }

    /// By another clock than [#clock].
    public Stack(Path home, MachineClock machine) throws IOException {
        this(
                home,
                Regions.of("local"),
                null,
                EngineConfig.Profile.SERVER,
                OutsideRules.NONE,
                null,
                machine);
    }

    public Stack(
            Path home,
            @Nullable VaultName defaultVault,
            EngineConfig.Profile profile,
            OutsideRules outside,
            @Nullable MailServer mail)
            throws IOException {
        this(home, Regions.of("local"), defaultVault, profile, outside, mail, null);
    }

    private Stack(
            Path home,
            Regions regions,
            @Nullable VaultName defaultVault,
            EngineConfig.Profile profile,
            OutsideRules outside,
            @Nullable MailServer mail,
            @Nullable MachineClock machine)
            throws IOException {
        engine =
                Engine.open(
                        new EngineConfig(
                                home,
                                regions,
                                "keyward.localhost",
                                8443,
                                defaultVault,
                                Set.of(),
                                profile,
                                machine != null
                                        ? machine
                                        : profile == EngineConfig.Profile.DEV
                                                ? new ShiftedClock(clock)
                                                : clock,
                                new SeededRandom(11),
                                outside,
                                0,
                                new AcmeAnswers(true, null, false),
                                mail,
                                Pace.FULL,
                                null,
                                TokenSigning.ES256,
                                0));
        administrator = engine.firstSecret().orElseThrow();
        tenant = engine.deployment().tenant().value();
        subscription = engine.deployment().subscription();
    }

    @Override
    public void close() {
        engine.close();
    }

    /// The query's part for a version that the resource type at the path knows.
    ///
    /// @param path of the management plane
    public static String version(String path) {
        String version =
                path.contains("/providers/Keyward.")
                        ? "2026-11-01"
                        : path.contains("/providers/Microsoft.EventGrid/")
                                ? "2022-06-15"
                                : path.contains("/providers/Microsoft.Authorization/")
                                        ? "2022-04-01"
                                        : "2023-07-01";
        return "api-version=" + version;
    }

    /// An answer, read as JSON.
    public record Answer(int status, Map<String, String> headers, JsonNode json) {
        public String text(String pointer) {
            return json.at(pointer).asText();
        }

        public Answer expect(int wanted) {
            assertThat(status).as(json.toString()).isEqualTo(wanted);
            return this;
        }

        /// Asserts the envelope of a refusal.
        public Answer refused(int wanted, String code) {
            expect(wanted);
            assertThat(text("/error/code")).isEqualTo(code);
            assertThat(text("/error/message")).isNotBlank();
            return this;
        }
    }

    /// @param target path and query
    /// @param token null for none
    public Answer call(
            String method,
            String host,
            String target,
            @Nullable String token,
            @Nullable String body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("authorization", List.of("Bearer " + token));
        }
        return send(method, host, target, headers, body == null ? "" : body);
    }

    public Answer send(
            String method,
            String host,
            String target,
            Map<String, List<String>> headers,
            String body) {
        return sendFrom("127.0.0.1", method, host, target, headers, body);
    }

    /// @param peer address the request comes from
    public Answer sendFrom(
            String peer,
            String method,
            String host,
            String target,
            Map<String, List<String>> headers,
            String body) {
        ApiResponse response = respond(peer, method, host, target, headers, body);
        try {
            JsonNode json =
                    response.body().length == 0
                            ? JSON.missingNode()
                            : JSON.readTree(response.body());
            return new Answer(response.status(), response.headers(), json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /// What is published there for everybody, as it is.
    public ApiResponse published(String host, String target) {
        return respond("127.0.0.1", "GET", host, target, Map.of(), "");
    }

    /// The answer as it is.
    public ApiResponse respond(
            String peer,
            String method,
            String host,
            String target,
            Map<String, List<String>> headers,
            String body) {
        int question = target.indexOf('?');
        return engine.handle(
                        new ApiRequest(
                                method,
                                host,
                                question < 0 ? target : target.substring(0, question),
                                question < 0 ? "" : target.substring(question + 1),
                                headers,
                                body.getBytes(StandardCharsets.UTF_8),
                                peer,
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }

    public Answer form(String target, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                "POST",
                LOGIN,
                target,
                Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                body);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public String secret() {
        return administrator.secret().toUtf8(SecretAccess.request());
    }

    /// A token of the administrator.
    public String token(String resource) {
        return token(administrator.application().toString(), secret(), resource);
    }

    public String token(String client, String secret, String resource) {
        return form(
                        "/" + tenant + "/oauth2/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", client,
                                "client_secret", secret,
                                "resource", resource))
                .expect(200)
                .text("/access_token");
    }

    public String managementToken() {
        return token("https://" + MANAGEMENT + "/");
    }

    public String graphToken() {
        return token("https://" + GRAPH + "/");
    }
}
