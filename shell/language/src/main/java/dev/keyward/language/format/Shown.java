package dev.keyward.language.format;

import java.util.List;

/// How an object is shown.
sealed interface Shown {
    /// As it reads.
    record Line(String text) implements Shown {}

    /// Lines laid out already.
    record Lines(List<String> lines) implements Shown {}

    /// A row of the table of its kind; objects of one key share a table.
    record Row(String key, List<TableColumn> columns) implements Shown {}

    record Items(List<TableColumn> items) implements Shown {}
}
