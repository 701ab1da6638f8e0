package dev.keyward.language.format;

import dev.keyward.cmdlet.View;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of a table or a row of a list.
///
/// @param value reads the shown value from an object
/// @param format a .NET format for the value, empty for none
/// @param width characters, 0 to fit the content
public record TableColumn(
        String label,
        Function<Object, @Nullable Object> value,
        String format,
        int width,
        View.Alignment alignment) {
    public static TableColumn of(String label, Function<Object, @Nullable Object> value) {
        return new TableColumn(label, value, "", 0, View.Alignment.BY_TYPE);
    }
}
