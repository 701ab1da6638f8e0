package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Small values as scripts see them.
final class Texts {
    private Texts() {}

    /// UTC, as all times of the vault are; null stays null.
    static @Nullable DateTime time(@Nullable Instant instant) {
        return instant == null ? null : DateTime.utc(instant);
    }

    /// As [#time(Instant)], for RFC 3339; null where it is something else.
    static @Nullable DateTime time(String text) {
        try {
            return time(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// A GUID, or the text itself where a directory has other ids.
    static Object guid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static @Nullable PsHashtable tags(Map<String, String> tags) {
        return tags.isEmpty() ? null : PsHashtable.of(tags);
    }

    /// Tags as a table of two columns, empty if there are none.
    static String tagsTable(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return "";
        }
        int names = Math.max(4, tags.keySet().stream().mapToInt(String::length).max().orElse(0));
        int values = Math.max(5, tags.values().stream().mapToInt(String::length).max().orElse(0));
        StringBuilder table = new StringBuilder("\n");
        row(table, names, "Name", "Value");
        row(table, names, "=".repeat(names), "=".repeat(values));
        tags.forEach((name, value) -> row(table, names, name, value));
        return table.toString();
    }

    private static void row(StringBuilder table, int width, String name, String value) {
        table.append(name).append(" ".repeat(width - name.length() + 2)).append(value).append('\n');
    }

    /// An object that reads as one of its properties.
    static PsObject readingAs(PsObject object, String property) {
        return object.readingAs(it -> String.valueOf(it.get(property)));
    }
}
