package dev.keyward.store;

import static dev.keyward.store.Records.await;
import static dev.keyward.store.Records.key;
import static dev.keyward.store.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the contract can't see of SQLite: settings, files, real faults.
class SqliteTest {
    @TempDir Path temporary = Path.of("");

    private static CompletionStage<String> put(Store store, StoredRecord record) {
        return store.change(tx -> {
            tx.put(record);
            return "";
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("reliability:R-01")
    void everyConnectionHasTheSettingsThatMakeItSafe(Sqlite.Role role) throws Exception {
        try (Connection connection = Sqlite.connect(temporary.resolve("test.db"), role)) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "synchronous")).isEqualTo("2");
            assertThat(pragma(connection, "trusted_schema")).isEqualTo("0");
            assertThat(pragma(connection, "cell_size_check")).isEqualTo("1");
            assertThat(pragma(connection, "secure_delete")).isEqualTo("1");
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(connection, "mmap_size")).isEqualTo("0");
            assertThat(pragma(connection, "busy_timeout")).isEqualTo("5000");
            assertThatThrownBy(() ->
                            Sqlite.execute(connection, "SELECT load_extension('/tmp/none.so')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("not authorized");
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        return Sqlite.single(connection, "PRAGMA " + name);
    }

    @Test
    @Tag("reliability:R-01")
    void recordsAndNumbersOutliveTheProcess() throws IOException {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            await(put(store, record("n", "v")));
            await(
                    store.change(tx -> {
                        tx.evidence(Records.bytes("one"));
                        return "";
                    }));
            await(store.trimEvidence(1));
        }

        try (Store store = Store.at(directory)) {
            assertThat(store.get(key("n", "v")))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(record("n", "v"));
            await(
                    store.change(tx -> {
                        tx.evidence(Records.bytes("two"));
                        return "";
                    }));
            assertThat(store.evidence(10)).extracting(Store.Evidence::sequence).containsExactly(2L);
        }
    }

    @Test
    void closingLeavesNoLogBehind() throws IOException {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            await(put(store, record("n", "v")));
        }

        assertThat(directory.resolve("keyward.db-wal")).doesNotExist();
    }

    @Test
    void aClosedStoreReadsNothing() throws IOException {
        Store store = Store.at(temporary.resolve("store"));
        store.close();

        assertThatThrownBy(() -> store.get(key("n", "")))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("it is closed");
    }

    /// The page limit makes SQLite say what it says when the disk is full.
    @Test
    @Tag("reliability:R-04")
    void aFullDiskRefusesChangesKeepsWhatThereIsAndGoesOnWhenThereIsRoom() throws Exception {
        Connection connection = Sqlite.connect(temporary.resolve("test.db"), Sqlite.Role.WRITER);
        Migrations.run(connection, Migrations.STEPS);
        SqliteMedium medium = new SqliteMedium(connection, () -> {});
        String pages = pragma(connection, "page_count");
        Sqlite.execute(connection, "PRAGMA max_page_count=" + (Integer.parseInt(pages) + 20));
        GroupCommit commits = new GroupCommit(medium);
        List<String> kept = new ArrayList<>();

        List<VaultError> refused = new ArrayList<>();
        for (int i = 0; i < 100 && refused.isEmpty(); i++) {
            StoredRecord large =
                    new StoredRecord(
                            key("n" + i, ""), 1, 0, 0, new byte[0], new byte[8_000], new byte[0]);
            try {
                await(
                        commits.submit(
                                tx -> {
                                    tx.put(large);
                                    return "";
                                },
                                0));
                kept.add(large.key().name());
            } catch (VaultException full) {
                refused.add(full.error());
            }
        }

        assertThat(refused)
                .singleElement()
                .isInstanceOfSatisfying(
                        VaultError.Unavailable.class,
                        e -> assertThat(e.what()).contains("SQLITE_FULL"));
        assertThat(kept).isNotEmpty();
        List<String> found =
                await(
                        commits.submit(
                                tx ->
                                        tx.list(Page.first(Records.SCOPE, "secret", 1_000)).stream()
                                                .map(r -> r.key().name())
                                                .toList(),
                                0));
        assertThat(found).containsExactlyInAnyOrderElementsOf(kept);
        await(
                commits.submit(
                        tx -> {
                            tx.delete(key(kept.getFirst(), ""));
                            return "";
                        },
                        0));
        await(
                commits.submit(
                        tx -> {
                            tx.put(record("small", ""));
                            return "";
                        },
                        0));
        commits.close();
    }

    @Test
    @Tag("reliability:R-08")
    void aDamagedPageDamagesOnlyWhatItHolds() throws IOException {
        Path directory = temporary.resolve("store");
        int records = 200;
        try (Store store = Store.at(directory)) {
            for (int i = 0; i < records; i++) {
                RecordKey key = key("n%03d".formatted(i), "");
                byte[] marked = new byte[3_000];
                byte[] mark = Records.bytes("mark-%03d!".formatted(i));
                System.arraycopy(mark, 0, marked, 0, mark.length);
                await(put(store, new StoredRecord(key, 1, 0, 0, new byte[0], marked, mark)));
            }
        }
        Path file = directory.resolve("keyward.db");
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mark-100!");
        int page = at / 4_096 * 4_096;
        java.util.Arrays.fill(bytes, page, page + 16, (byte) 0xff);
        Files.write(file, bytes);

        int damaged = 0;
        try (Store store = Store.at(directory)) {
            for (int i = 0; i < records; i++) {
                RecordKey key = key("n%03d".formatted(i), "");
                try {
                    assertThat(store.get(key)).isPresent();
                } catch (VaultException e) {
                    assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class);
                    damaged++;
                }
            }
            assertThat(damaged).isBetween(1, 2);
            await(put(store, record("another", "")));
            assertThat(store.get(key("another", ""))).isPresent();
        }
    }

    /// Else the time of a page would depend on its position, or on what else is in the store.
    @Test
    void noReadingWalksThroughWhatItDoesNotReturn() throws Exception {
        try (Connection connection =
                Sqlite.connect(temporary.resolve("test.db"), Sqlite.Role.WRITER)) {
            Migrations.run(connection, Migrations.STEPS);
            for (String query : SqliteRows.QUERIES) {
                List<String> plan = new ArrayList<>();
                try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + query);
                        var row = statement.executeQuery()) {
                    while (row.next()) {
                        plan.add(row.getString("detail"));
                    }
                }
                assertThat(plan)
                        .as(query)
                        .singleElement()
                        .asString()
                        .startsWith("SEARCH record USING INDEX");
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();
        Files.writeString(directory.resolve("keyward.db"), "not a database, ".repeat(1_000));

        assertThatThrownBy(() -> Store.at(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("keyward.db");
    }
}
