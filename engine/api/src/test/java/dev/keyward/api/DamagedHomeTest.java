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
import dev.keyward.store.Change;
import dev.keyward.store.Page;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose database was changed behind the back of everybody: what is refused, what goes on,
/// and how an administrator mends it (security.md, section 4.3; reliability.md, R-08).
final class DamagedHomeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /// Two vaults with a secret each.
    private void made() throws IOException {
        try (Engine engine = open()) {
            manage(engine, "POST", "/providers/Microsoft.KeyVault/register", null);
            expect(201, manage(engine, "PUT", "/resourcegroups/Group", "{\"location\":\"local\"}"));
            for (String vault : List.of("damaged", "sound")) {
                expect(201, manage(engine, "PUT", vault(vault), body(engine)));
                expect(200, secret(engine, vault, "PUT"));
            }
        }
    }

    private static String vault(String name) {
        return "/resourceGroups/Group/providers/Microsoft.KeyVault/vaults/" + name;
    }

    private static String body(Engine engine) {
        return """
        {"location":"local","properties":{"tenantId":"%s",
        "sku":{"family":"A","name":"standard"},"accessPolicies":[{"tenantId":"%s",
        "objectId":"%s","permissions":{"secrets":["get","set"]}}]}}\
        """
                .formatted(
                        engine.deployment().tenant(),
                        engine.deployment().tenant(),
                        engine.localAdministrator().objectId().value());
    }

    private void tamper(RecordKey key) throws IOException {
        try (Store store = Store.at(directory.resolve("home/data"))) {
            StoredRecord row = store.get(key).orElseThrow();
            change(
                    store,
                    tx -> {
                        tx.put(
                                new StoredRecord(
                                        row.key(),
                                        row.revision(),
                                        row.state(),
                                        row.dueEpochSecond() + 1,
                                        row.clear(),
                                        row.sealed(),
                                        row.mac()));
                        return row;
                    });
        }
    }

    private static <T> void change(Store store, Change<T> change) {
        store.change(change).toCompletableFuture().join();
    }

    private static ApiResponse secret(Engine engine, String vault, String method) {
        return send(
                engine,
                method,
                "https://" + vault + ".vault.local.keyward.localhost:8443",
                "/secrets/s",
                "api-version=7.4",
                token(engine, "https://vault.local.keyward.localhost:8443"),
                method.equals("PUT") ? "{\"value\":\"kept\"}" : "");
    }

    private static JsonNode verify(Engine engine) throws IOException {
        return json(expect(200, manage(engine, "POST", "/providers/Keyward.Integrity/verify", "")));
    }

    private static ApiResponse repair(Engine engine, String vault, String body) {
        return manage(
                engine, "POST", "/providers/Keyward.Integrity/vaults/" + vault + "/repair", body);
    }

    @Test
    @Tag("security:S-03")
    @Tag("reliability:R-08")
    void aDamagedVaultRecordRefusesThatVaultAloneUntilItIsRepaired() throws IOException {
        made();
        tamper(new RecordKey("system", "vault", "damaged", ""));
        try (Engine engine = open()) {
            ApiResponse refused = expect(500, secret(engine, "damaged", "GET"));
            assertThat(json(refused).at("/error/code").asText()).isEqualTo("InternalServerError");
            assertThat(json(refused).at("/error/innererror/code").asText())
                    .isEqualTo("IntegrityFailure");
            expect(500, secret(engine, "damaged", "PUT"));
            expect(200, secret(engine, "sound", "GET"));
            expect(200, secret(engine, "sound", "PUT"));
            expect(200, manage(engine, "GET", vault("sound"), null));

            JsonNode found = verify(engine);
            assertThat(found.at("/intact").asBoolean()).isFalse();
            assertThat(found.at("/failures").asLong()).isPositive();
            assertThat(found.at("/findings")).hasSize(1);
            assertThat(found.at("/findings/0/vault").asText()).isEqualTo("damaged");
            assertThat(found.at("/findings/0/refused").asBoolean()).isTrue();

            expect(400, repair(engine, "damaged", "{}"));
            expect(400, repair(engine, "damaged", "{\"reason\":\"disk 3\"}"));
            JsonNode repaired =
                    json(
                            expect(
                                    200,
                                    repair(
                                            engine,
                                            "damaged",
                                            "{\"reason\":\"disk"
                                                    + " 3\",\"resourceGroup\":\"group\"}")));
            assertThat(repaired.at("/recordMadeAnew").asBoolean()).isTrue();
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
            // Nobody has a right until an owner gives it.
            expect(403, secret(engine, "damaged", "GET"));
            expect(200, manage(engine, "PATCH", vault("damaged"), body(engine)));
            expect(200, secret(engine, "damaged", "GET"));
        }
        try (Engine engine = open()) {
            expect(200, secret(engine, "damaged", "GET"));
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
        }
        assertThat(trail())
                .contains("\"operationName\":\"IntegrityFailure\"")
                .contains("\"operationName\":\"VaultRepaired\"")
                .contains("was written anew")
                .contains("disk 3");
    }

    @Test
    @Tag("security:S-03")
    @Tag("reliability:R-08")
    void aDamagedHeaderRefusesThatVaultAloneUntilItIsRepaired() throws IOException {
        made();
        String damaged;
        String sound;
        try (Store store = Store.at(directory.resolve("home/data"))) {
            List<String> scopes =
                    store.list(Page.first("system", "scope-key", 10)).stream()
                            .map(row -> row.key().name())
                            .toList();
            damaged = scopes.getFirst();
            sound = scopes.getLast();
        }
        tamper(new RecordKey(damaged, "set-header", "", ""));
        assertThat(damaged).isNotEqualTo(sound);
        try (Engine engine = open()) {
            JsonNode found = verify(engine);
            assertThat(found.at("/findings")).hasSize(1);
            assertThat(found.at("/findings/0/scope").asText()).isEqualTo(damaged);
            String name = found.at("/findings/0/vault").asText();
            String other = name.equals("damaged") ? "sound" : "damaged";
            expect(500, secret(engine, name, "GET"));
            expect(200, secret(engine, other, "GET"));
            expect(200, secret(engine, other, "PUT"));
            expect(200, repair(engine, name, "{\"reason\":\"a worn disk\"}"));
            expect(200, secret(engine, name, "GET"));
            expect(200, secret(engine, name, "PUT"));
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
        }
        try (Engine engine = open()) {
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
        }
        assertThat(trail()).contains("a worn disk").contains("were taken as they are");
    }

    @Test
    @Tag("reliability:R-08")
    void aDamagedRecordOfAnObjectIsRefusedAloneAndTheRepairRemovesIt() throws IOException {
        made();
        StoredRecord row;
        try (Store store = Store.at(directory.resolve("home/data"))) {
            String scope =
                    store.list(Page.first("system", "scope-key", 10)).getFirst().key().name();
            row =
                    store.scan(scope, null, 100).stream()
                            .filter(each -> each.key().kind().equals("secret-version"))
                            .findFirst()
                            .orElseThrow();
        }
        tamper(row.key());
        try (Engine engine = open()) {
            String name = verify(engine).at("/findings/0/vault").asText();
            expect(500, secret(engine, name, "GET"));
            // A new version of it, and everything else, is as ever.
            expect(200, secret(engine, name, "PUT"));
            expect(200, secret(engine, name, "GET"));
            JsonNode repaired =
                    json(expect(200, repair(engine, name, "{\"reason\":\"a worn disk\"}")));
            assertThat(repaired.at("/removed/0").asText())
                    .isEqualTo("secret-version s/" + row.key().version());
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
            expect(200, secret(engine, name, "GET"));
        }
    }

    @Test
    @Tag("security:S-03")
    void aDamagedRecordOfTheSystemIsNamedWithWhatToDo() throws IOException {
        made();
        StoredRecord row;
        try (Store store = Store.at(directory.resolve("home/data"))) {
            row =
                    store.scan("system", null, 100).stream()
                            .filter(each -> each.key().kind().equals("subscription"))
                            .findFirst()
                            .orElseThrow();
        }
        tamper(row.key());
        assertThatThrownBy(() -> open().close())
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what())
                                                                .contains("subscription '")
                                                                .contains("was changed")
                                                                .contains("--accept-rollback")));
    }

    @Test
    @Tag("security:S-06")
    void onlyOwnersOfTheDeploymentMayLookOrRepair() throws IOException {
        made();
        try (Engine engine = open()) {
            for (String path : List.of("verify", "vaults/sound/repair")) {
                assertThat(
                                send(
                                                engine,
                                                "POST",
                                                engine.endpoints().management(),
                                                subscription(engine)
                                                        + "/providers/Keyward.Integrity/"
                                                        + path,
                                                "api-version=2026-11-01",
                                                "",
                                                "{}")
                                        .status())
                        .isEqualTo(401);
            }
            expect(404, repair(engine, "nothing", "{\"reason\":\"none\"}"));
        }
    }

    private static String subscription(Engine engine) {
        return "/subscriptions/" + engine.deployment().subscription();
    }

    private static ApiResponse manage(
            Engine engine, String method, String path, @Nullable String body) {
        return send(
                engine,
                method,
                engine.endpoints().management(),
                subscription(engine) + path,
                Stack.version(path),
                token(engine, engine.endpoints().management() + "/"),
                body == null ? "" : body);
    }

    private static String token(Engine engine, String resource) {
        return engine.localAdministrator()
                .tokens()
                .apply(resource)
                .value()
                .toUtf8(SecretAccess.request());
    }

    private static ApiResponse expect(int status, ApiResponse answer) {
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return answer;
    }

    private static JsonNode json(ApiResponse answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private String trail() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var entries = AuditReader.at(directory.resolve("home/audit")).after(0)) {
            entries.forEach(
                    entry -> text.append(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static ApiResponse send(
            Engine engine,
            String method,
            String origin,
            String path,
            String query,
            String token,
            String body) {
        return engine.handle(
                        new ApiRequest(
                                method,
                                origin.substring("https://".length()),
                                path,
                                query,
                                token.isEmpty()
                                        ? Map.of()
                                        : Map.of(
                                                "authorization",
                                                List.of("Bearer " + token),
                                                "content-type",
                                                List.of("application/json")),
                                body.getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                "TLS1_3"))
                .toCompletableFuture()
                .join();
    }
}
