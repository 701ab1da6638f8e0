package dev.keyward.language.format;

import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;

/// One object as a list of labels and values (language rules 14.5).
public final class ListLayout {
    private static final int LEAST_VALUE = 10;

    private final CellText cells;
    private final int width;

    public ListLayout(Values values, int width) {
        this.cells = new CellText(values);
        this.width = width;
    }

    /// The lines of the object, without blank lines around.
    public List<String> lines(List<TableColumn> items, Object object) {
        int labels = items.stream().mapToInt(item -> item.label().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (TableColumn item : items) {
            String text = cells.of(item.value().apply(object), item.format());
            String head = item.label() + " ".repeat(labels - item.label().length()) + " : ";
            for (String part : TableLayout.wrap(text, Math.max(LEAST_VALUE, width - labels - 3))) {
                lines.add((head + part).stripTrailing());
                head = " ".repeat(labels + 3);
            }
        }
        return lines;
    }
}
