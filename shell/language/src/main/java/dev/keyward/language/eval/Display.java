package dev.keyward.language.eval;

import org.jspecify.annotations.Nullable;

/// Shows what a program puts out when nothing else takes it.
public interface Display {
    /// Shows nothing.
    Display NONE =
            new Display() {
                @Override
                public void show(@Nullable Object value) {}

                @Override
                public void finish() {}
            };

    void show(@Nullable Object value);

    /// Shows what's still held back, such as rows of a table whose widths weren't settled.
    void finish();
}
