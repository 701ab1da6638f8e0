package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A database administrator who makes the database swallow a revocation (security.md, section 4.5).
@Tag("security:S-03")
@Tag("security:S-08")
@Timeout(60)
final class PlantedTriggerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Every change of a row that is there succeeds and does nothing; so does every deletion.
    private static final List<String> SWALLOWING =
            List.of(
                    "CREATE TRIGGER kept BEFORE UPDATE ON record BEGIN SELECT RAISE(IGNORE); END",
                    "CREATE TRIGGER stays BEFORE DELETE ON record BEGIN SELECT RAISE(IGNORE); END");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));

    @TempDir Path directory;

    private Engine open() throws IOException {
        return Engine.open(
                new EngineConfig(
                        directory.resolve("home"),
                        "local",
                        "keyward.localhost",
                        8443,
                        null,
                        Set.of(),
                        EngineConfig.Profile.EMBEDDED,
                        clock,
                        new SecureRandom()));
    }

    private void plant() throws SQLException {
        administer(SWALLOWING);
    }

    private void administer(List<String> statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("home/data/keyward.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// A vault with a secret, and who may read it.
    private void made() throws IOException {
        try (Engine engine = open()) {
            manage(engine, "POST", "/providers/Microsoft.KeyVault/register", null);
            expect(201, manage(engine, "PUT", "/resourcegroups/Group", "{\"location\":\"local\"}"));
            expect(201, vault(engine, "\"get\",\"set\""));
            expect(200, secret(engine, "PUT"));
        }
    }

    private static ApiResponse vault(Engine engine, String secrets) {
        return manage(
                engine,
                "PUT",
                "/resourceGroups/Group/providers/Microsoft.KeyVault/vaults/planted",
                """
                {"location":"local","properties":{"tenantId":"%s",
                "sku":{"family":"A","name":"standard"},"accessPolicies":[{"tenantId":"%s",
                "objectId":"%s","permissions":{"secrets":[%s]}}]}}\
                """
                        .formatted(
                                engine.deployment().tenant(),
                                engine.deployment().tenant(),
                                engine.localAdministrator().objectId().value(),
                                secrets));
    }

    @Test
    void aTriggerPlantedInAClosedHomeIsRefusedAtTheStart() throws Exception {
        made();
        plant();

        assertThatThrownBy(
                        () -> {
                            try (Engine engine = open()) {
                                // What got through: acknowledged, and gone after the next start.
                                expect(200, vault(engine, "\"set\""));
                                expect(403, secret(engine, "GET"));
                            }
                            try (Engine engine = open()) {
                                expect(403, secret(engine, "GET"));
                            }
                        })
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refused ->
                                assertThat(refused.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                e ->
                                                        assertThat(e.what())
                                                                .contains("trigger \"kept\"")
                                                                .contains(
                                                                        "DROP TRIGGER \"stays\"")));
        administer(List.of("DROP TRIGGER kept", "DROP TRIGGER stays"));
        revokedForGood();
    }

    private void revokedForGood() throws IOException {
        try (Engine engine = open()) {
            expect(200, secret(engine, "GET"));
            expect(200, vault(engine, "\"set\""));
            expect(403, secret(engine, "GET"));
        }
        try (Engine engine = open()) {
            expect(403, secret(engine, "GET"));
        }
    }

    @Test
    void aTriggerPlantedWhileItRunsIsNeverAcknowledgedOver() throws Exception {
        made();
        List<String> failures = new CopyOnWriteArrayList<>();
        Engine engine = open();
        engine.onFailure(failures::add);
        expect(200, secret(engine, "GET"));
        plant();

        expect(503, vault(engine, "\"set\""));

        assertThat(failures).singleElement().asString().contains("trigger \"kept\"");
        assertThat(engine.isServing()).isFalse();
        ApiResponse refused = expect(503, secret(engine, "GET"));
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("\"code\":\"ServiceUnavailable\"")
                .contains("nothing is done here any more until it is opened again");
        engine.close();
    }

    @Test
    void theScrubTellsOfItAndPutsItOnTheRecord() throws Exception {
        made();
        Engine engine = open();
        plant();

        ApiResponse answer = manage(engine, "POST", "/providers/Keyward.Integrity/verify", "");
        engine.close();

        // By now nothing is served any more; that it was seen stands in the trail.
        assertThat(answer.status()).isIn(200, 503);
        if (answer.status() == 200) {
            JsonNode found = JSON.readTree(answer.body());
            assertThat(found.at("/intact").asBoolean()).isFalse();
            assertThat(found.at("/findings/0/what").asText()).contains("trigger");
        }
        assertThat(trail()).contains("\"operationName\":\"IntegrityFailure\"").contains("trigger");
    }

    private String trail() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var entries = AuditReader.at(directory.resolve("home/audit")).after(0)) {
            entries.forEach(
                    entry -> text.append(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static ApiResponse secret(Engine engine, String method) {
        return send(
                engine,
                method,
                "https://planted.vault.local.keyward.localhost:8443",
                "/secrets/s",
                "api-version=7.4",
                "https://vault.local.keyward.localhost:8443",
                method.equals("PUT") ? "{\"value\":\"kept\"}" : "");
    }

    private static ApiResponse manage(
            Engine engine, String method, String path, @Nullable String body) {
        return send(
                engine,
                method,
                engine.endpoints().management(),
                "/subscriptions/" + engine.deployment().subscription() + path,
                Stack.version(path),
                engine.endpoints().management() + "/",
                body == null ? "" : body);
    }

    private static ApiResponse expect(int status, ApiResponse answer) {
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return answer;
    }

    private static ApiResponse send(
            Engine engine,
            String method,
            String origin,
            String path,
            String query,
            String resource,
            String body) {
        String token =
                engine.localAdministrator()
                        .tokens()
                        .apply(resource)
                        .value()
                        .toUtf8(SecretAccess.request());
        return engine.handle(
                        new ApiRequest(
                                method,
                                origin.substring("https://".length()),
                                path,
                                query,
                                Map.of("authorization", List.of("Bearer " + token)),
                                body.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }
}
