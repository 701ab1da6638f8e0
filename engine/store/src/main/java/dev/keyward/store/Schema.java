package dev.keyward.store;

import dev.keyward.model.Bug;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/// What stands in the schema of a database file beside, or instead of, what [Migrations] makes.
///
/// Records are sealed, but what becomes of one that is written or looked for is the schema's to
/// say, and whoever may write the file may write that too: a trigger swallows a row and reports
/// success, a view in a table's place hides one, an index over fewer rows misses one (security.md,
/// section 4.5). So nothing may stand there that this version didn't make, whatever it does. A file
/// that a newer version let this one write may have tables and indexes more, but no triggers and
/// views.
final class Schema {
    /// More than there are; who planted thousands hears of these.
    private static final int MOST_ITEMS = 50;

    private static final int LONGEST_NAME = 100;

    private static final String COPY = "put the newest good copy of the database back";

    /// @param sql empty for what SQLite makes by itself
    private record Item(String type, String name, String table, long root, String sql) {
        boolean isStored() {
            return type.equals("table") || type.equals("index");
        }

        /// Where it stands in the file is SQLite's affair.
        boolean equalsButForItsPlace(Item other) {
            return type.equals(other.type) && table.equals(other.table) && sql.equals(other.sql);
        }

        String named() {
            return type + " " + quoted(name) + (table.equals(name) ? "" : " on " + quoted(table));
        }
    }

    /// What a new file of this version has; made once, in memory, and never kept by hand.
    private static final class Made {
        static final Map<String, Item> ITEMS = make();

        private static Map<String, Item> make() {
            SqliteLibrary.load();
            // Past the DriverManager, which would look for all drivers there are.
            try (Connection memory = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
                Migrations.run(memory, Migrations.STEPS);
                return items(memory);
            } catch (SQLException | IOException failed) {
                throw Bug.because("the schema can't be made in memory", failed);
            }
        }
    }

    private Schema() {}

    /// Each with what can be done about it; empty if there are none.
    static List<String> differences(Connection connection) throws SQLException {
        Map<String, Item> made = Made.ITEMS;
        Map<String, Item> found = items(connection);
        List<String> differences = new ArrayList<>();
        boolean newer = isNewer(connection);
        for (Item item : found.values()) {
            Item expected = made.get(item.name());
            if (expected == null) {
                if (!newer || !item.isStored()) {
                    differences.add(
                            "%s isn't Keyward's (DROP %s %s)"
                                    .formatted(
                                            item.named(),
                                            item.type().toUpperCase(Locale.ROOT),
                                            quoted(item.name())));
                }
            } else if (!item.equalsButForItsPlace(expected)) {
                differences.add(
                        "%s isn't defined as Keyward defines it (%s)"
                                .formatted(item.named(), COPY));
            }
        }
        for (Item expected : made.values()) {
            if (!found.containsKey(expected.name())) {
                differences.add(
                        "%s is missing (%s)"
                                .formatted(
                                        expected.named(),
                                        expected.sql().startsWith("CREATE INDEX")
                                                ? expected.sql()
                                                : COPY));
            }
        }
        places(found, differences);
        pragma(connection, "user_version", "0", differences);
        pragma(connection, "encoding", "UTF-8", differences);
        return differences;
    }

    /// Two names for the same pages: what is written under one changes what is under the other.
    private static void places(Map<String, Item> found, List<String> differences) {
        Set<Long> roots = new HashSet<>();
        for (Item item : found.values()) {
            if (item.isStored() && (item.root() <= 0 || !roots.add(item.root()))) {
                differences.add(
                        "%s stands where something else does (%s)".formatted(item.named(), COPY));
            }
        }
    }

    private static void pragma(
            Connection connection, String name, String expected, List<String> differences)
            throws SQLException {
        String found = Sqlite.single(connection, "PRAGMA " + name);
        if (!found.equals(expected)) {
            differences.add(
                    "%s is %s, Keyward's %s (%s)".formatted(name, clean(found), expected, COPY));
        }
    }

    private static boolean isNewer(Connection connection) throws SQLException {
        String schema = Sqlite.single(connection, "SELECT schema FROM store_version");
        return schema.matches("[0-9]{1,9}")
                && Integer.parseInt(schema) > Migrations.STEPS.getLast().schema();
    }

    private static Map<String, Item> items(Connection connection) throws SQLException {
        Map<String, Item> items = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT type, name, tbl_name, rootpage, ifnull(sql, '')"
                                        + " FROM sqlite_schema ORDER BY type = 'table' DESC,"
                                        + " type = 'index' DESC, rowid LIMIT "
                                        + MOST_ITEMS)) {
            while (row.next()) {
                Item item =
                        new Item(
                                text(row, 1),
                                text(row, 2),
                                text(row, 3),
                                row.getLong(4),
                                text(row, 5));
                items.put(item.name(), item);
            }
        }
        return items;
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static String quoted(String name) {
        return '"' + clean(name).replace("\"", "\"\"") + '"';
    }

    /// Somebody else chose the name, and it goes to a person's terminal.
    private static String clean(String name) {
        String plain = name.replaceAll("[^\\p{Print}]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "..." : plain;
    }
}
