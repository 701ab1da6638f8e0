package dev.keyward.api;

import static dev.keyward.api.TamperedHome.assertRefused;
import static dev.keyward.api.TamperedHome.body;
import static dev.keyward.api.TamperedHome.expect;
import static dev.keyward.api.TamperedHome.manage;
import static dev.keyward.api.TamperedHome.secret;
import static dev.keyward.api.TamperedHome.send;
import static dev.keyward.api.TamperedHome.subscription;
import static dev.keyward.api.TamperedHome.vault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.store.Change;
import dev.keyward.store.Page;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose database was changed behind the back of everybody: what is refused, what goes on,
/// and how an administrator mends it (security.md, section 4.3; reliability.md, R-08).
final class DamagedHomeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;
    private TamperedHome home;

    @BeforeEach
    void place() {
        home = new TamperedHome(directory.resolve("home"));
    }

    private void tamper(RecordKey key) throws IOException {
        try (Store store = Store.at(home.data())) {
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
        home.made("damaged", "sound");
        tamper(new RecordKey("system", "vault", "damaged", ""));
        try (Engine engine = home.open()) {
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
            expect(200, manage(engine, "PATCH", vault("damaged"), body(engine, "\"get\",\"set\"")));
            expect(200, secret(engine, "damaged", "GET"));
        }
        try (Engine engine = home.open()) {
            expect(200, secret(engine, "damaged", "GET"));
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
        }
        assertThat(home.trail())
                .contains("\"operationName\":\"IntegrityFailure\"")
                .contains("\"operationName\":\"VaultRepaired\"")
                .contains("was written anew")
                .contains("disk 3");
    }

    @Test
    @Tag("security:S-03")
    @Tag("reliability:R-08")
    void aDamagedHeaderRefusesThatVaultAloneUntilItIsRepaired() throws IOException {
        home.made("damaged", "sound");
        String damaged;
        String sound;
        try (Store store = Store.at(home.data())) {
            List<String> scopes =
                    store.list(Page.first("system", "scope-key", 10)).stream()
                            .map(row -> row.key().name())
                            .toList();
            damaged = scopes.getFirst();
            sound = scopes.getLast();
        }
        tamper(new RecordKey(damaged, "set-header", "", ""));
        assertThat(damaged).isNotEqualTo(sound);
        try (Engine engine = home.open()) {
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
        try (Engine engine = home.open()) {
            assertThat(verify(engine).at("/intact").asBoolean()).isTrue();
        }
        assertThat(home.trail()).contains("a worn disk").contains("were taken as they are");
    }

    @Test
    @Tag("reliability:R-08")
    void aDamagedRecordOfAnObjectIsRefusedAloneAndTheRepairRemovesIt() throws IOException {
        home.made("damaged", "sound");
        StoredRecord row;
        try (Store store = Store.at(home.data())) {
            String scope =
                    store.list(Page.first("system", "scope-key", 10)).getFirst().key().name();
            row =
                    store.scan(scope, null, 100).stream()
                            .filter(each -> each.key().kind().equals("secret-version"))
                            .findFirst()
                            .orElseThrow();
        }
        tamper(row.key());
        try (Engine engine = home.open()) {
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
        home.made("damaged", "sound");
        StoredRecord row;
        try (Store store = Store.at(home.data())) {
            row =
                    store.scan("system", null, 100).stream()
                            .filter(each -> each.key().kind().equals("subscription"))
                            .findFirst()
                            .orElseThrow();
        }
        tamper(row.key());
        assertRefused(
                () -> home.open().close(), "subscription '", "was changed", "--accept-rollback");
    }

    @Test
    @Tag("security:S-06")
    void onlyOwnersOfTheDeploymentMayLookOrRepair() throws IOException {
        home.made("damaged", "sound");
        try (Engine engine = home.open()) {
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
                                                Map.of(),
                                                "{}")
                                        .status())
                        .isEqualTo(401);
            }
            expect(404, repair(engine, "nothing", "{\"reason\":\"none\"}"));
        }
    }

    private static JsonNode json(ApiResponse answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
