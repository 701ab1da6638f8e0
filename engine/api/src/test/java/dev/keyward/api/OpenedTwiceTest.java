package dev.keyward.api;

import static dev.keyward.api.TamperedHome.assertRefused;
import static dev.keyward.api.TamperedHome.copy;
import static dev.keyward.api.TamperedHome.embeddedToken;
import static dev.keyward.api.TamperedHome.manage;
import static dev.keyward.api.TamperedHome.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.deployment.Deployment;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home directory opened again: the other way than before, and with an older database in it.
final class OpenedTwiceTest {
    @TempDir Path directory;
    private TamperedHome home;

    @BeforeEach
    void place() {
        home = new TamperedHome(directory.resolve("home"));
    }

    @Test
    void aServedHomeIsAdministeredEmbeddedWhileNobodyServesIt() throws IOException {
        Deployment served;
        try (Engine engine = home.open(EngineConfig.Profile.SERVER)) {
            served = engine.deployment();
            engine.firstSecret().orElseThrow().secret().close();
        }
        for (int time = 0; time < 2; time++) {
            try (Engine engine = home.open()) {
                LocalAdministrator local = engine.localAdministrator();
                assertThat(local.principalName()).isEqualTo("administrator@keyward.localhost");
                assertThat(local.subscription()).isEqualTo(served.subscription());
                assertThat(group(engine, embeddedToken(engine), "group" + time)).isEqualTo(201);
                assertThat(engine.firstSecret()).isEmpty();
            }
        }
        // And served again as before, with no second secret.
        try (Engine engine = home.open(EngineConfig.Profile.SERVER)) {
            assertThat(engine.firstSecret()).isEmpty();
            assertThat(engine.deployment().administrator()).isEqualTo(served.administrator());
        }
    }

    @Test
    @Tag("security:S-01")
    void theFirstServingOfAnEmbeddedHomeShowsAnAdministratorsSecretOnce() throws IOException {
        String user;
        try (Engine engine = home.open()) {
            user = engine.localAdministrator().objectId().value();
            assertThat(engine.firstSecret()).isEmpty();
        }
        try (Engine engine = home.open(EngineConfig.Profile.SERVER)) {
            FirstSecret first = engine.firstSecret().orElseThrow();
            try (var secret = first.secret()) {
                String token = token(engine, first, secret.toUtf8(SecretAccess.request()));
                assertThat(group(engine, token, "served")).isEqualTo(201);
            }
        }
        try (Engine engine = home.open(EngineConfig.Profile.SERVER)) {
            assertThat(engine.firstSecret()).isEmpty();
        }
        try (Engine engine = home.open()) {
            assertThat(engine.localAdministrator().objectId().value()).isEqualTo(user);
        }
    }

    @Test
    @Tag("security:S-04")
    @Tag("security:S-16")
    @Tag("reliability:R-07")
    void anOlderDatabaseIsNotOpenedUntilAnAdministratorAcceptsIt() throws IOException {
        Path copy = directory.resolve("copy");
        Path data = home.data();
        try (Engine engine = home.open()) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(201);
        }
        copy(data, copy);
        try (Engine engine = home.open()) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(201);
        }
        copy(copy, data);
        assertRefused(() -> home.open().close(), "is older than", "--accept-rollback");
        try (Engine engine =
                Engine.openRestored(
                        home.config(EngineConfig.Profile.EMBEDDED), "restored\u202E from tape 7")) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(201);
        }
        assertThat(home.trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains("from tape 7")
                .doesNotContain("\u202E");
        // From here on as any other.
        try (Engine engine = home.open()) {
            assertThat(group(engine, embeddedToken(engine), "lost")).isEqualTo(200);
        }
    }

    @Test
    @Tag("security:S-04")
    void anAnchorThatWasChangedOrIsAnothersIsNotBelieved() throws IOException {
        home.open().close();
        Path anchor = home.anchor();
        byte[] good = Files.readAllBytes(anchor);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(anchor, bad);
            assertThatThrownBy(() -> home.open().close()).isInstanceOf(VaultException.class);
        }
        Files.write(anchor, good);
        home.open().close();
    }

    @Test
    @Tag("security:S-04")
    @Tag("security:S-13")
    void anAuditTrailThatWasCutOrExchangedKeepsItFromBeingOpenedUntilThatIsAccepted()
            throws IOException {
        Path audit = home.audit();
        Path copy = directory.resolve("copy");
        try (Engine engine = home.open()) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(201);
        }
        copy(audit, copy);
        try (Engine engine = home.open()) {
            assertThat(group(engine, embeddedToken(engine), "before")).isEqualTo(200);
        }
        // An older copy of the whole trail, which by itself is intact.
        copy(copy, audit);
        assertRefused(() -> home.open().close(), "the audit trail in", "--accept-rollback");
        Engine.openRestored(home.config(EngineConfig.Profile.EMBEDDED), "the disk was full")
                .close();
        assertThat(home.trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains("an older audit trail was accepted: the disk was full");
        home.open().close();
        // None at all.
        try (Stream<Path> files = Files.list(audit)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> home.open().close()).isInstanceOf(VaultException.class);
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
                        "",
                        Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                        body);
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private static int group(Engine engine, String token, String name) {
        return manage(engine, token, "PUT", "/resourcegroups/" + name, "{\"location\":\"local\"}")
                .status();
    }
}
