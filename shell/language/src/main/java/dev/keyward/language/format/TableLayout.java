package dev.keyward.language.format;

import dev.keyward.cmdlet.View;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of objects as a table (language rules 14.3 and 14.4).
public final class TableLayout {
    private static final int LEAST_SHRUNK = 3;

    private final CellText cells;
    private final Options options;

    /// How a table is laid out.
    ///
    /// @param width columns of the output
    public record Options(int width, boolean wrap, boolean hideHeaders) {
        public static Options of(int width) {
            return new Options(width, false, false);
        }
    }

    public TableLayout(Values values, Options options) {
        this.cells = new CellText(values);
        this.options = options;
    }

    private record Laid(String label, int width, boolean right, boolean center) {}

    /// The lines of header and rows, without blank lines around.
    public List<String> lines(List<TableColumn> columns, List<?> rows) {
        List<List<String>> texts = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            right.add(false);
        }
        boolean first = true;
        for (Object row : rows) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                TableColumn column = columns.get(i);
                @Nullable Object value = column.value().apply(row);
                if (first) {
                    right.set(i, CellText.isRightAligned(value));
                }
                line.add(cells.of(value, column.format()));
            }
            texts.add(line);
            first = false;
        }
        List<Laid> laid = fitted(columns, texts, right);
        List<String> lines = new ArrayList<>();
        if (!options.hideHeaders()) {
            lines.add(line(laid, laid.stream().map(Laid::label).toList()));
            lines.add(
                    line(
                            laid,
                            laid.stream()
                                    .map(one ->
                                            "-".repeat(Math.min(one.label().length(), one.width())))
                                    .toList()));
        }
        for (List<String> row : texts) {
            lines.addAll(options.wrap() ? wrapped(laid, row) : List.of(line(laid, row)));
        }
        return lines;
    }

    private List<Laid> fitted(
            List<TableColumn> columns, List<List<String>> texts, List<Boolean> right) {
        List<Laid> laid = new ArrayList<>();
        int left = options.width();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            int wanted = column.width() > 0 ? column.width() : needed(column, texts, i);
            int gap = laid.isEmpty() ? 0 : 1;
            int available = left - gap;
            if (available < Math.min(LEAST_SHRUNK, wanted)) {
                break;
            }
            int width = Math.min(wanted, available);
            boolean toRight =
                    switch (column.alignment()) {
                        case BY_TYPE -> right.get(i);
                        case RIGHT -> true;
                        case LEFT, CENTER -> false;
                    };
            laid.add(
                    new Laid(
                            column.label(),
                            width,
                            toRight,
                            column.alignment() == View.Alignment.CENTER));
            left -= width + gap;
        }
        return laid;
    }

    private int needed(TableColumn column, List<List<String>> texts, int index) {
        int width = Math.max(1, column.label().length());
        for (List<String> row : texts) {
            for (String line : row.get(index).split("\n", -1)) {
                width = Math.max(width, line.length());
            }
        }
        return width;
    }

    private static String line(List<Laid> laid, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < laid.size(); i++) {
            if (i > 0) {
                line.append(' ');
            }
            line.append(padded(laid.get(i), cut(row.get(i), laid.get(i).width())));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        int end = text.indexOf('\n');
        String one = end < 0 ? text : text.substring(0, end).stripTrailing() + "…";
        return one.length() <= width ? one : width <= 1 ? "…" : one.substring(0, width - 1) + "…";
    }

    private static String padded(Laid column, String text) {
        int blanks = Math.max(0, column.width() - text.length());
        if (column.right()) {
            return " ".repeat(blanks) + text;
        }
        int before = column.center() ? blanks / 2 : 0;
        return " ".repeat(before) + text + " ".repeat(blanks - before);
    }

    private static List<String> wrapped(List<Laid> laid, List<String> row) {
        List<List<String>> parts = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < laid.size(); i++) {
            List<String> lines = wrap(row.get(i), laid.get(i).width());
            height = Math.max(height, lines.size());
            parts.add(lines);
        }
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < height; at++) {
            List<String> cells = new ArrayList<>();
            for (List<String> part : parts) {
                cells.add(at < part.size() ? part.get(at) : "");
            }
            lines.add(line(laid, cells));
        }
        return lines;
    }

    /// Lines no longer than a width, broken at blanks where there are some.
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\r?\n", -1)) {
            String rest = paragraph;
            while (rest.length() > width) {
                int blank = rest.lastIndexOf(' ', width);
                int end = blank > 0 ? blank : width;
                lines.add(rest.substring(0, end).stripTrailing());
                rest = blank > 0 ? rest.substring(end + 1) : rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }
}
