package dev.keyward.language.format;

import java.util.List;

/// What Format-Table and its kin give: lines that are shown as they are.
public record FormattedText(List<String> lines) {
    public FormattedText {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
