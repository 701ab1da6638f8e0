package dev.keyward.language.utility;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma separated values written and read by the language's rules (language rules 17).
final class Csv {
    /// Which values stand in quotes.
    enum Quotes {
        ALWAYS,
        AS_NEEDED,
        NEVER
    }

    private Csv() {}

    static List<String> header(Values values, Object first) {
        return first instanceof PsHashtable table
                ? table.keys().stream().map(String::valueOf).toList()
                : values.members().propertyNames(first);
    }

    static String line(
            Values values, List<String> names, Object object, char delimiter, Quotes quotes) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (String name : names) {
            cells.add(values.members().get(object, name));
        }
        return line(values, cells, delimiter, quotes);
    }

    static String line(
            Values values, List<? extends @Nullable Object> cells, char delimiter, Quotes quotes) {
        List<String> parts = new ArrayList<>();
        for (Object cell : cells) {
            parts.add(cell == null ? "" : quoted(values.text().shown(cell), delimiter, quotes));
        }
        return String.join(String.valueOf(delimiter), parts);
    }

    private static String quoted(String text, char delimiter, Quotes quotes) {
        boolean needed =
                text.indexOf(delimiter) >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
        return switch (quotes) {
            case ALWAYS -> '"' + text.replace("\"", "\"\"") + '"';
            case AS_NEEDED -> needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
            case NEVER -> text;
        };
    }

    /// The objects of a document; the first record names the properties unless names are given.
    static List<PsObject> read(String text, char delimiter, List<String> names) {
        List<List<@Nullable String>> records = records(text, delimiter);
        records.removeIf(record ->
                record.size() == 1 && (record.getFirst() == null || record.getFirst().isEmpty()));
        if (!records.isEmpty()
                && String.valueOf(records.getFirst().getFirst()).startsWith("#TYPE")) {
            records.removeFirst();
        }
        List<String> header = names;
        if (names.isEmpty()) {
            if (records.isEmpty()) {
                return List.of();
            }
            header = named(records.removeFirst());
        }
        List<PsObject> all = new ArrayList<>();
        for (List<@Nullable String> record : records) {
            PsObject object = new PsObject();
            for (int i = 0; i < header.size(); i++) {
                object.set(header.get(i), i < record.size() ? record.get(i) : null);
            }
            all.add(object);
        }
        return all;
    }

    private static List<String> named(List<@Nullable String> record) {
        List<String> names = new ArrayList<>();
        int missing = 0;
        for (String name : record) {
            names.add(name == null || name.isBlank() ? "H" + ++missing : name.strip());
        }
        return names;
    }

    private static List<List<@Nullable String>> records(String text, char delimiter) {
        List<List<@Nullable String>> records = new ArrayList<>();
        List<@Nullable String> record = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
                continue;
            }
            if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
                any = true;
                cell.setLength(0);
            } else if (c == delimiter) {
                record.add(cell.toString());
                cell.setLength(0);
                any = true;
            } else if (c == '\n') {
                if (any || !cell.isEmpty()) {
                    record.add(cell.toString());
                    records.add(record);
                }
                record = new ArrayList<>();
                cell.setLength(0);
                any = false;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (any || !cell.isEmpty()) {
            record.add(cell.toString());
            records.add(record);
        }
        return records;
    }
}
