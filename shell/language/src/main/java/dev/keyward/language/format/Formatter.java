package dev.keyward.language.format;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows objects one after the other, as Out-Default does.
///
/// Rows of one table are held back until an object of another kind comes, [#flush] or [#finish].
public final class Formatter {
    private final Values values;
    private final Views views;
    private final int width;
    private final Consumer<String> lines;
    private final List<Object> rows = new ArrayList<>();
    private List<TableColumn> columns = List.of();
    private String key = "";
    private String title = "";
    private boolean inList;

    /// @param lines takes each line, without its line end
    public Formatter(Values values, Views views, int width, Consumer<String> lines) {
        this.values = values;
        this.views = views;
        this.width = width;
        this.lines = lines;
    }

    public void show(@Nullable Object value) {
        if (value == null || value == Nothing.NOTHING) {
            return;
        }
        if (value instanceof PsHashtable table) {
            table.entries().forEach(this::one);
            return;
        }
        if (Sequences.is(value)) {
            Sequences.elements(value).forEach(this::show);
            return;
        }
        one(value);
    }

    private void one(Object value) {
        Shown shown = views.choose(value);
        String heading = shown instanceof Shown.Row it ? heading(it, value) : "";
        if (!(shown instanceof Shown.Row row && row.key().equals(key) && heading.equals(title))) {
            boolean custom =
                    key.equals(dev.keyward.cmdlet.PsObject.CUSTOM)
                            && !rows.isEmpty()
                            && value instanceof dev.keyward.cmdlet.PsObject it
                            && it.typeName().equals(key);
            if (custom) {
                rows.add(value);
                return;
            }
            flush();
        }
        switch (shown) {
            case Shown.Line(var text) -> {
                inList = false;
                lines.accept(text);
            }
            case Shown.Lines(var all) -> {
                inList = false;
                all.forEach(lines);
            }
            case Shown.Row(var newKey, var newColumns, _) -> {
                inList = false;
                if (rows.isEmpty()) {
                    title = heading;
                    key = newKey;
                    columns = newColumns;
                }
                rows.add(value);
            }
            case Shown.Items(var items) -> {
                if (!inList) {
                    lines.accept("");
                }
                inList = true;
                new ListLayout(values, width).lines(items, value).forEach(lines);
                lines.accept("");
            }
        }
    }

    private String heading(Shown.Row row, Object value) {
        TableColumn group = row.group();
        return group == null
                ? ""
                : group.label() + ": " + values.text().shown(group.value().apply(value));
    }

    /// Shows rows that are held back.
    public void flush() {
        if (!rows.isEmpty()) {
            lines.accept("");
            if (!title.isEmpty()) {
                lines.accept("   " + title);
                lines.accept("");
            }
            new TableLayout(values, TableLayout.Options.of(width))
                    .lines(columns, rows)
                    .forEach(lines);
            lines.accept("");
            rows.clear();
        }
        key = "";
        title = "";
    }

    public void finish() {
        flush();
        inList = false;
    }
}
