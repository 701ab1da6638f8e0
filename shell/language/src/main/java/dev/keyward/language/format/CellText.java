package dev.keyward.language.format;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as the text of a cell.
final class CellText {
    private static final int USUAL_LIMIT = 4;

    private final Values values;

    CellText(Values values) {
        this.values = values;
    }

    String of(@Nullable Object value, String format) {
        return switch (value) {
            case null -> "";
            case Nothing _ -> "";
            case PsHashtable table -> braced(new ArrayList<>(table.entries()));
            case Object it when Sequences.is(it) -> braced(Sequences.elements(it));
            case Object it when !format.isEmpty() ->
                    format.contains("{")
                            ? String.valueOf(values.operators().apply("f", format, it))
                            : values.text().formatted(it, format);
            case Object it -> values.text().shown(it);
        };
    }

    private String braced(List<? extends @Nullable Object> elements) {
        Object given = values.surroundings().session().variable("FormatEnumerationLimit");
        int limit =
                given instanceof Integer it && it >= 0
                        ? it
                        : given == null ? USUAL_LIMIT : Integer.MAX_VALUE;
        List<String> parts = new ArrayList<>();
        for (Object element : elements.subList(0, Math.min(limit, elements.size()))) {
            parts.add(
                    element instanceof PsHashtable.Entry entry
                            ? "["
                                    + values.text().of(entry.key())
                                    + ", "
                                    + values.text().of(entry.value())
                                    + "]"
                            : values.text().shown(element));
        }
        return "{" + String.join(", ", parts) + (elements.size() > limit ? "…" : "") + "}";
    }

    /// Whether values of its kind stand at the right of a column.
    static boolean isRightAligned(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof SecureString;
    }
}
