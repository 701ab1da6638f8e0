package dev.keyward.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir Path temporary = Path.of("");

    private static List<Migrations.Step> stepsAnd(Migrations.Step... more) {
        List<Migrations.Step> steps = new ArrayList<>(Migrations.STEPS);
        steps.addAll(List.of(more));
        return steps;
    }

    private static String version(Connection connection) throws SQLException {
        return Sqlite.single(
                connection,
                "SELECT schema || '/' || min_reader || '/' || min_writer FROM store_version");
    }

    private Connection connect() throws IOException {
        return Sqlite.connect(temporary.resolve("test.db"), Sqlite.Role.WRITER);
    }

    @Test
    void aNewFileGetsTheWholeSchemaAndSaysWhoMayUseIt() throws Exception {
        try (Connection connection = connect()) {
            Migrations.run(connection, Migrations.STEPS);

            assertThat(version(connection)).isEqualTo("2/2/2");
            assertThat(Sqlite.single(connection, "PRAGMA application_id"))
                    .isEqualTo(String.valueOf(0x4b575244));
        }
    }

    @Test
    @Tag("reliability:R-10")
    void anOlderFileIsBroughtForwardAndKeepsItsRecords() throws Exception {
        var next = new Migrations.Step(3, 2, 3, List.of("ALTER TABLE record ADD COLUMN note TEXT"));
        try (Connection connection = connect()) {
            Migrations.run(connection, Migrations.STEPS);
            SqliteMedium medium = new SqliteMedium(connection, () -> {});
            medium.begin();
            medium.put(Records.record("kept", ""));
            medium.commit();

            Migrations.run(connection, stepsAnd(next));
            Migrations.run(connection, stepsAnd(next));

            assertThat(version(connection)).isEqualTo("3/2/3");
            assertThat(Sqlite.single(connection, "SELECT name FROM record WHERE note IS NULL"))
                    .isEqualTo("kept");
        }
    }

    /// Of 0.1.0, which would take the epochs of nodes for a store that was set back.
    @Test
    void theFirstReleaseRefusesWhatThisOneWrites() throws Exception {
        List<Migrations.Step> first = Migrations.STEPS.subList(0, 1);
        try (Connection connection = connect()) {
            Migrations.run(connection, first);
            assertThat(version(connection)).isEqualTo("1/1/1");

            Migrations.run(connection, Migrations.STEPS);

            assertThatThrownBy(() -> Migrations.run(connection, first))
                    .hasMessageContaining("written by a newer Keyward");
        }
    }

    @Test
    @Tag("reliability:R-10")
    void aStepThatFailsLeavesTheFileAtTheOneBefore() throws Exception {
        var next =
                new Migrations.Step(
                        3, 3, 3, List.of("CREATE TABLE extra (id INTEGER)", "NOT SQL AT ALL"));
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> Migrations.run(connection, stepsAnd(next)))
                    .isInstanceOf(IOException.class);

            assertThat(version(connection)).isEqualTo("2/2/2");
            assertThat(
                            Sqlite.single(
                                    connection,
                                    "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"))
                    .isEqualTo("0");
        }
    }

    @Test
    @Tag("reliability:R-10")
    void aFileNewerWritersMadeIsRefusedUnlessTheyLetThisOneWrite() throws Exception {
        var tolerant = new Migrations.Step(3, 2, 2, List.of("CREATE TABLE extra (id INTEGER)"));
        var strict = new Migrations.Step(4, 2, 4, List.of("CREATE TABLE more (id INTEGER)"));
        try (Connection connection = connect()) {
            Migrations.run(connection, stepsAnd(tolerant));
            Migrations.run(connection, Migrations.STEPS);
            assertThat(version(connection)).isEqualTo("3/2/2");

            Migrations.run(connection, stepsAnd(tolerant, strict));
            assertThatThrownBy(() -> Migrations.run(connection, Migrations.STEPS))
                    .hasMessageContaining("written by a newer Keyward (schema 4")
                    .hasMessageContaining("this one knows 2");
        }
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws Exception {
        try (Connection connection = connect()) {
            Sqlite.execute(connection, "CREATE TABLE theirs (id INTEGER)");

            assertThatThrownBy(() -> Migrations.run(connection, Migrations.STEPS))
                    .hasMessage("the database is not a Keyward store");
        }
    }
}
