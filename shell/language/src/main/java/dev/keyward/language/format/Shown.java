package dev.keyward.language.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an object is shown.
sealed interface Shown {
    /// As it reads.
    record Line(String text) implements Shown {}

    /// Lines laid out already.
    record Lines(List<String> lines) implements Shown {}

    /// A row of the table of its kind; objects of one key share a table.
    ///
    /// @param group heads a table of its own for each of its values; null for one table
    record Row(String key, List<TableColumn> columns, @Nullable TableColumn group)
            implements Shown {}

    record Items(List<TableColumn> items) implements Shown {}
}
