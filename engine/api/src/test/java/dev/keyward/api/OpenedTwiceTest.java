package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.deployment.Deployment;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.audit.AuditReader;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home directory opened again: the other way than before, and with an older database in it.
final class OpenedTwiceTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));

    @TempDir Path directory;

    private EngineConfig config(EngineConfig.Profile profile) {
        return new EngineConfig(
                directory.resolve("home"),
                "local",
                "keyward.localhost",
                8443,
                null,
                Set.of(),
                profile,
                clock,
                new SecureRandom());
    }

    private Engine open(EngineConfig.Profile profile) throws IOException {
        return Engine.open(config(profile));
    }

    @Test
    void aServedHomeIsAdministeredEmbeddedWhileNobodyServesIt() throws IOException {
        Deployment served;
        try (Engine engine = open(EngineConfig.Profile.SERVER)) {
            served = engine.deployment();
            engine.firstSecret().orElseThrow().secret().close();
        }
        for (int time = 0; time < 2; time++) {
            try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
                LocalAdministrator local = engine.localAdministrator();
                assertThat(local.principalName()).isEqualTo("administrator@keyward.localhost");
                assertThat(local.subscription()).isEqualTo(served.subscription());
                assertThat(group(engine, embeddedToken(engine), "group" + time)).isEqualTo(201);
                assertThat(engine.firstSecret()).isEmpty();
            }
        }
        // And served again as before, with no second secret.
        try (Engine engine = open(EngineConfig.Profile.SERVER)) {
            assertThat(engine.firstSecret()).isEmpty();
            assertThat(engine.deployment().administrator()).isEqualTo(served.administrator());
        }
    }

    @Test
    @Tag("security:S-01")
    void theFirstServingOfAnEmbeddedHomeShowsAnAdministratorsSecretOnce() throws IOException {
        String user;
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            user = engine.localAdministrator().objectId().value();
            assertThat(engine.firstSecret()).isEmpty();
        }
        try (Engine engine = open(EngineConfig.Profile.SERVER)) {
            FirstSecret first = engine.firstSecret().orElseThrow();
            try (var secret = first.secret()) {
                String token = token(engine, first, secret.toUtf8(SecretAccess.request()));
                assertThat(group(engine, token, "served")).isEqualTo(201);
            }
        }
        try (Engine engine = open(EngineConfig.Profile.SERVER)) {
            assertThat(engine.firstSecret()).isEmpty();
        }
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(engine.localAdministrator().objectId().value()).isEqualTo(user);
        }
    }

    @Test
    @Tag("security:S-04")
    @Tag("security:S-16")
    @Tag("reliability:R-07")
    void anOlderDatabaseIsNotOpenedUntilAnAdministratorAcceptsIt() throws IOException {
        Path copy = directory.resolve("copy");
        Path data = directory.resolve("home/data");
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(201);
        }
        copy(data, copy);
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(201);
        }
        copy(copy, data);
        assertThatThrownBy(() -> open(EngineConfig.Profile.EMBEDDED).close())
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what())
                                                                .contains("is older than")
                                                                .contains("--accept-rollback")));
        try (Engine engine =
                Engine.openRestored(
                        config(EngineConfig.Profile.EMBEDDED), "restored\u202E from tape 7")) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(201);
        }
        assertThat(trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains("from tape 7")
                .doesNotContain("\u202E");
        // From here on as any other.
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(200);
        }
    }

    @Test
    @Tag("security:S-04")
    void anAnchorThatWasChangedOrIsAnothersIsNotBelieved() throws IOException {
        open(EngineConfig.Profile.EMBEDDED).close();
        Path anchor = directory.resolve("home/anchor");
        byte[] good = Files.readAllBytes(anchor);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(anchor, bad);
            assertThatThrownBy(() -> open(EngineConfig.Profile.EMBEDDED).close())
                    .isInstanceOf(VaultException.class);
        }
        Files.write(anchor, good);
        open(EngineConfig.Profile.EMBEDDED).close();
    }

    @Test
    @Tag("security:S-04")
    @Tag("security:S-13")
    void anAuditTrailThatWasCutOrExchangedKeepsItFromBeingOpenedUntilThatIsAccepted()
            throws IOException {
        Path audit = directory.resolve("home/audit");
        Path copy = directory.resolve("copy");
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(201);
        }
        copy(audit, copy);
        try (Engine engine = open(EngineConfig.Profile.EMBEDDED)) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(200);
        }
        // An older copy of the whole trail, which by itself is intact.
        copy(copy, audit);
        assertThatThrownBy(() -> open(EngineConfig.Profile.EMBEDDED).close())
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what())
                                                                .contains("the audit trail in")
                                                                .contains("--accept-rollback")));
        Engine.openRestored(config(EngineConfig.Profile.EMBEDDED), "the disk was full").close();
        assertThat(trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains("an older audit trail was accepted: the disk was full");
        open(EngineConfig.Profile.EMBEDDED).close();
        // None at all.
        try (Stream<Path> files = Files.list(audit)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> open(EngineConfig.Profile.EMBEDDED).close())
                .isInstanceOf(VaultException.class);
    }

    private String trail() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var entries = AuditReader.at(directory.resolve("home/audit")).after(0)) {
            entries.forEach(
                    entry -> text.append(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> old = Files.list(to)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static String embeddedToken(Engine engine) {
        return engine.localAdministrator()
                .tokens()
                .apply(engine.endpoints().management() + "/")
                .value()
                .toUtf8(SecretAccess.request());
    }

    private static String token(Engine engine, FirstSecret first, String secret) {
        String body =
                "grant_type=client_credentials&client_id="
                        + first.application()
                        + "&client_secret="
                        + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                        + "&resource="
                        + URLEncoder.encode(
                                engine.endpoints().management() + "/", StandardCharsets.UTF_8);
        ApiResponse answer =
                send(
                        engine,
                        "POST",
                        engine.endpoints().login(),
                        "/" + first.tenant() + "/oauth2/token",
                        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                        body);
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private static int group(Engine engine, String token, String name) {
        return send(
                        engine,
                        "PUT",
                        engine.endpoints().management(),
                        "/subscriptions/"
                                + engine.deployment().subscription()
                                + "/resourcegroups/"
                                + name,
                        Map.of("authorization", List.of("Bearer " + token)),
                        "{\"location\":\"local\"}")
                .status();
    }

    private static ApiResponse send(
            Engine engine,
            String method,
            String origin,
            String path,
            Map<String, List<String>> headers,
            String body) {
        return engine.handle(
                        new ApiRequest(
                                method,
                                origin.substring("https://".length()),
                                path,
                                "api-version=2021-04-01",
                                headers,
                                body.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }
}
