package dev.keyward.api;

import static dev.keyward.api.TamperedHome.assertRefused;
import static dev.keyward.api.TamperedHome.body;
import static dev.keyward.api.TamperedHome.expect;
import static dev.keyward.api.TamperedHome.manage;
import static dev.keyward.api.TamperedHome.secret;
import static dev.keyward.api.TamperedHome.vault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.exchange.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
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

    @TempDir Path directory;
    private TamperedHome home;

    @BeforeEach
    void place() {
        home = new TamperedHome(directory.resolve("home"));
    }

    private void plant() throws SQLException {
        administer(SWALLOWING);
    }

    private void administer(List<String> statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.data().resolve("keyward.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static ApiResponse allow(Engine engine, String secrets) {
        return manage(engine, "PUT", vault("planted"), body(engine, secrets));
    }

    @Test
    void aTriggerPlantedInAClosedHomeIsRefusedAtTheStart() throws Exception {
        home.made("planted");
        plant();

        assertRefused(
                () -> {
                    try (Engine engine = home.open()) {
                        // What got through: acknowledged, and gone after the next start.
                        expect(200, allow(engine, "\"set\""));
                        expect(403, secret(engine, "planted", "GET"));
                    }
                    try (Engine engine = home.open()) {
                        expect(403, secret(engine, "planted", "GET"));
                    }
                },
                "trigger \"kept\"",
                "DROP TRIGGER \"stays\"");
        administer(List.of("DROP TRIGGER kept", "DROP TRIGGER stays"));
        revokedForGood();
    }

    private void revokedForGood() throws IOException {
        try (Engine engine = home.open()) {
            expect(200, secret(engine, "planted", "GET"));
            expect(200, allow(engine, "\"set\""));
            expect(403, secret(engine, "planted", "GET"));
        }
        try (Engine engine = home.open()) {
            expect(403, secret(engine, "planted", "GET"));
        }
    }

    @Test
    void aTriggerPlantedWhileItRunsIsNeverAcknowledgedOver() throws Exception {
        home.made("planted");
        List<String> failures = new CopyOnWriteArrayList<>();
        Engine engine = home.open();
        engine.onFailure(failures::add);
        expect(200, secret(engine, "planted", "GET"));
        plant();

        expect(503, allow(engine, "\"set\""));

        assertThat(failures).singleElement().asString().contains("trigger \"kept\"");
        assertThat(engine.isServing()).isFalse();
        ApiResponse refused = expect(503, secret(engine, "planted", "GET"));
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("\"code\":\"ServiceUnavailable\"")
                .contains("nothing is done here any more until it is opened again");
        engine.close();
    }

    @Test
    void theScrubTellsOfItAndPutsItOnTheRecord() throws Exception {
        home.made("planted");
        Engine engine = home.open();
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
        assertThat(home.trail())
                .contains("\"operationName\":\"IntegrityFailure\"")
                .contains("trigger");
    }
}
