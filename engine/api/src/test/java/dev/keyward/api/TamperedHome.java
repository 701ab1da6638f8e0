package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.audit.AuditReader;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// A home that is changed behind the back of everybody between two openings, and what its
/// administrator asks of the engine that has it open.
///
/// @param folder made by the first opening
record TamperedHome(Path folder) {
    static final String GROUP = "/resourcegroups/Group";

    static FakeClock clock() {
        return new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    }

    EngineConfig config(EngineConfig.Profile profile) {
        return new EngineConfig(
                folder,
                "local",
                "keyward.localhost",
                8443,
                null,
                Set.of(),
                profile,
                clock(),
                new SecureRandom());
    }

    Engine open() throws IOException {
        return open(EngineConfig.Profile.EMBEDDED);
    }

    Engine open(EngineConfig.Profile profile) throws IOException {
        return Engine.open(config(profile));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path audit() {
        return folder.resolve("audit");
    }

    Path anchor() {
        return folder.resolve("anchor");
    }

    /// All records of its audit trail.
    String trail() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var entries = AuditReader.at(audit()).after(0)) {
            entries.forEach(
                    entry -> text.append(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    /// @param why all of it is said
    static void assertRefused(ThrowingCallable opening, String... why) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what()).contains(why)));
    }

    /// Whatever was there before is gone afterwards.
    static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// Vaults with a secret each, which their administrator may set and get.
    void made(String... vaults) throws IOException {
        try (Engine engine = open()) {
            manage(engine, "POST", "/providers/Microsoft.KeyVault/register", null);
            expect(201, manage(engine, "PUT", GROUP, "{\"location\":\"local\"}"));
            for (String vault : vaults) {
                expect(201, manage(engine, "PUT", vault(vault), body(engine, "\"get\",\"set\"")));
                expect(200, secret(engine, vault, "PUT"));
            }
        }
    }

    static String vault(String name) {
        return "/resourceGroups/Group/providers/Microsoft.KeyVault/vaults/" + name;
    }

    /// @param secrets what the administrator may do with them, as JSON strings
    static String body(Engine engine, String secrets) {
        return """
        {"location":"local","properties":{"tenantId":"%s",
        "sku":{"family":"A","name":"standard"},"accessPolicies":[{"tenantId":"%s",
        "objectId":"%s","permissions":{"secrets":[%s]}}]}}\
        """
                .formatted(
                        engine.deployment().tenant(),
                        engine.deployment().tenant(),
                        engine.localAdministrator().objectId().value(),
                        secrets);
    }

    static ApiResponse secret(Engine engine, String vault, String method) {
        return send(
                engine,
                method,
                "https://" + vault + ".vault.local.keyward.localhost:8443",
                "/secrets/s",
                "api-version=7.4",
                bearer(token(engine, "https://vault.local.keyward.localhost:8443")),
                method.equals("PUT") ? "{\"value\":\"kept\"}" : "");
    }

    static String subscription(Engine engine) {
        return "/subscriptions/" + engine.deployment().subscription();
    }

    /// By the local administrator.
    ///
    /// @param path below the subscription
    static ApiResponse manage(Engine engine, String method, String path, @Nullable String body) {
        return manage(engine, embeddedToken(engine), method, path, body);
    }

    static ApiResponse manage(
            Engine engine, String token, String method, String path, @Nullable String body) {
        return send(
                engine,
                method,
                engine.endpoints().management(),
                subscription(engine) + path,
                Stack.version(path),
                bearer(token),
                body == null ? "" : body);
    }

    /// The local administrator's, for the management plane.
    static String embeddedToken(Engine engine) {
        return token(engine, engine.endpoints().management() + "/");
    }

    private static String token(Engine engine, String resource) {
        return engine.localAdministrator()
                .tokens()
                .apply(resource)
                .value()
                .toUtf8(SecretAccess.request());
    }

    private static Map<String, List<String>> bearer(String token) {
        return Map.of(
                "authorization",
                List.of("Bearer " + token),
                "content-type",
                List.of("application/json"));
    }

    static ApiResponse expect(int status, ApiResponse answer) {
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return answer;
    }

    /// @param origin with its scheme
    static ApiResponse send(
            Engine engine,
            String method,
            String origin,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body) {
        return engine.handle(
                        new ApiRequest(
                                method,
                                origin.substring("https://".length()),
                                path,
                                query,
                                headers,
                                body.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }
}
