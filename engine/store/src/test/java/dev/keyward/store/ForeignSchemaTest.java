package dev.keyward.store;

import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.key;
import static dev.keyward.store.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an administrator of the database can put into its schema, so that changes are acknowledged
/// and don't happen, or rows are there and aren't found.
@Tag("security:S-02")
@Tag("security:S-03")
@Tag("reliability:R-07")
@Timeout(60)
class ForeignSchemaTest {
    private static final String SWALLOW =
            "CREATE TRIGGER swallow BEFORE UPDATE ON record BEGIN SELECT RAISE(IGNORE); END";

    @TempDir Path temporary = Path.of("");
    private Path directory = Path.of("");

    @BeforeEach
    void aClosedStoreWithARecord() throws IOException {
        directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            await(put(store, 1));
        }
    }

    private static CompletionStage<String> put(Store store, long revision) {
        return store.change(tx -> {
            tx.put(record(key("n", ""), revision, 0, 0));
            return "";
        });
    }

    /// As `sqlite3 keyward.db` does, which is another program.
    private void administer(String... statements) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("keyward.db"))) {
            for (String statement : statements) {
                Sqlite.execute(connection, statement);
            }
        }
    }

    private void refused(String... saying) {
        assertThatThrownBy(() -> Store.at(directory).close())
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refused ->
                                assertThat(refused.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                e -> assertThat(e.what()).contains(saying)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE TRIGGER t BEFORE INSERT ON record BEGIN SELECT RAISE(IGNORE); END | trigger "t" on "record" isn't Keyward's (DROP TRIGGER "t")
                    CREATE TRIGGER t AFTER UPDATE ON record BEGIN UPDATE record SET state = OLD.state; END | trigger "t" on "record"
                    CREATE TRIGGER "evil""name" AFTER DELETE ON evidence BEGIN SELECT 1; END | DROP TRIGGER "evil""name"
                    CREATE VIEW v AS SELECT * FROM record | view "v" isn't Keyward's (DROP VIEW "v")
                    CREATE TABLE extra (id INTEGER) | table "extra" isn't Keyward's (DROP TABLE "extra")
                    CREATE VIRTUAL TABLE words USING fts5(text) | table "words" isn't Keyward's
                    CREATE UNIQUE INDEX i ON record (scope, kind, name) | index "i" on "record" isn't Keyward's (DROP INDEX "i")
                    CREATE INDEX i ON record (abs(revision)) | index "i" on "record"
                    ANALYZE | table "sqlite_stat1" isn't Keyward's
                    DROP INDEX record_due | index "record_due" on "record" is missing (CREATE INDEX record_due ON record
                    DROP TABLE evidence | table "evidence" is missing (put the newest good copy
                    ALTER TABLE record ADD COLUMN note TEXT DEFAULT 'x' | table "record" isn't defined as Keyward defines it
                    ALTER TABLE record ADD COLUMN twice INTEGER AS (revision * 2) | table "record" isn't defined as Keyward defines it
                    PRAGMA user_version = 7 | user_version is 7, Keyward's 0
                    """)
    void whatKeywardDoesNotMakeIsRefusedByNameWithTheCure(String planted, String said)
            throws Exception {
        administer(planted);

        refused("the schema of the database was changed", said, "find out who changed it");
    }

    @Test
    void anIndexOverFewerRowsInThePlaceOfOursIsRefused() throws Exception {
        administer(
                "DROP INDEX record_state",
                "CREATE INDEX record_state ON record (scope, kind, state, name, version)"
                        + " WHERE state < 1");

        refused("index \"record_state\" on \"record\" isn't defined as Keyward defines it");
    }

    @Test
    void aViewInThePlaceOfTheTableIsRefused() throws Exception {
        administer(
                "ALTER TABLE record RENAME TO hidden",
                "CREATE VIEW record AS SELECT * FROM hidden WHERE name <> 'n'",
                "CREATE TRIGGER t INSTEAD OF INSERT ON record BEGIN SELECT 1; END");

        refused("view \"record\"", "table \"hidden\" isn't Keyward's", "trigger \"t\"");
    }

    @Test
    void twoNamesForTheSamePagesAreRefused() throws Exception {
        administer(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name"
                        + " = 'store_version') WHERE name = 'evidence'");

        refused("table \"evidence\" stands where something else does");
    }

    @Test
    void thousandsOfNamesMakeNoEndlessMessage() throws Exception {
        String[] many = new String[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = "CREATE TABLE \"\u001b]0;%d%s\" (id INTEGER)".formatted(i, "x".repeat(300));
        }
        administer(many);

        assertThatThrownBy(() -> Store.at(directory).close())
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage()))
                                .doesNotContain("\u001b")
                                .hasSizeLessThan(20_000));
    }

    /// Where it was planted while the server stood still, as in the attack.
    @Test
    void theCureOpensItAgain() throws Exception {
        administer(SWALLOW, "DROP INDEX record_due");
        refused("DROP TRIGGER \"swallow\"");
        administer(
                "DROP TRIGGER swallow",
                "CREATE INDEX record_due ON record (kind, due, scope, name, version) WHERE due > 0");

        try (Store store = Store.at(directory)) {
            await(put(store, 2));
            assertThat(store.get(key("n", "")).orElseThrow().revision()).isEqualTo(2);
            assertThat(store.examine()).isEmpty();
        }
    }

    @Test
    void whatIsHarmlessIsLeftAlone() throws Exception {
        administer("VACUUM", "REINDEX");

        try (Store store = Store.at(directory)) {
            await(put(store, 2));
            administer("VACUUM");
            await(put(store, 3));
            assertThat(store.examine()).isEmpty();
        }
    }

    @Test
    void aTriggerPlantedWhileTheStoreRunsEndsItBeforeTheNextChange() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        Store store = Store.at(directory);
        store.onFailure(failures::add);
        await(put(store, 2));
        administer(SWALLOW);

        unavailable(put(store, 3));
        unavailable(put(store, 4));

        assertThat(failures)
                .singleElement()
                .asString()
                .contains("trigger \"swallow\" on \"record\" isn't Keyward's");
        store.close();
    }

    private static void unavailable(CompletionStage<String> stage) {
        assertThatThrownBy(() -> await(stage))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
    }

    /// Even where the schema is not compared, no trigger of anybody does anything.
    @Test
    void aTriggerThatFiresFailsTheChange() throws Exception {
        administer(SWALLOW);
        try (Connection connection =
                Sqlite.connect(directory.resolve("keyward.db"), Sqlite.Role.WRITER)) {
            assertThatThrownBy(() -> Sqlite.execute(connection, "UPDATE record SET state = 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("triggers nested too deep");
            assertThatThrownBy(() -> Sqlite.execute(connection, "ATTACH ':memory:' AS other"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("too many attached databases");
        }
    }

    @Test
    void aViewPlantedWhileTheStoreRunsEndsItWithinASecond() throws Exception {
        Store store = Store.at(directory);
        List<String> failures = new CopyOnWriteArrayList<>();
        store.onFailure(failures::add);
        assertThat(store.get(key("n", ""))).isPresent();
        administer(
                "ALTER TABLE record RENAME TO hidden",
                "CREATE VIEW record AS SELECT * FROM hidden WHERE name <> 'n'");

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (failures.isEmpty() && System.nanoTime() < end) {
            try {
                var _ = store.get(key("n", ""));
            } catch (VaultException _) {
                // From here on it refuses.
            }
        }

        assertThat(failures).singleElement().asString().contains("view \"record\"");
        assertThatThrownBy(() -> store.get(key("n", ""))).isInstanceOf(VaultException.class);
        store.close();
    }

    @Test
    void theExaminationFindsWhatWasPlantedAndEndsTheStore() throws Exception {
        Store store = Store.at(directory);
        List<String> failures = new CopyOnWriteArrayList<>();
        store.onFailure(failures::add);
        administer(SWALLOW);

        assertThat(store.examine()).singleElement().asString().contains("trigger \"swallow\"");
        assertThat(failures).hasSize(1);
        unavailable(put(store, 2));
        store.close();
    }

    /// Which the schema doesn't show: rows were taken out of an index alone.
    @Test
    void theExaminationFindsAnIndexThatMissesRows() throws Exception {
        administer(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'kind, state, name', 'kind, due, name')"
                        + " WHERE name = 'record_state'");
        administer("UPDATE record SET due = 7, state = 3");
        administer(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = replace(sql, 'kind, due, name', 'kind, state, name')"
                        + " WHERE name = 'record_state'");

        try (Store store = Store.at(directory)) {
            assertThat(store.examine())
                    .isNotEmpty()
                    .first()
                    .asString()
                    .contains("the database is damaged: ")
                    .contains("record_state");
        }
    }

    /// A file of a terabyte that isn't there, and a number of pages that isn't either.
    @Test
    void aHugeNumberOfPagesCostsNothing() throws Exception {
        Path file = directory.resolve("keyward.db");
        long size = Files.size(file);
        try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "rw")) {
            header.setLength(1L << 40);
        }
        assertThatCode(
                        () -> {
                            try (Store store = Store.at(directory)) {
                                await(put(store, 2));
                            }
                        })
                .doesNotThrowAnyException();
        try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "rw")) {
            header.setLength(size);
            header.seek(28);
            header.writeInt(-2);
        }
        assertThatCode(() -> Store.at(directory).close())
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(IOException.class));
    }

    @Test
    void aFileOfANewerVersionMayHaveTablesMoreButNoTriggers() throws Exception {
        administer(
                "UPDATE store_version SET schema = 99",
                "CREATE TABLE extra (id INTEGER)",
                "CREATE INDEX extra_id ON extra (id)");
        Store.at(directory).close();

        administer(SWALLOW);
        refused("trigger \"swallow\"");
    }
}
