package dev.keyward.language.value;

import org.jspecify.annotations.Nullable;

/// What `[ref]$x` gives: a variable handed to a method that writes it.
public interface Reference {
    @Nullable Object get();

    void set(@Nullable Object value);
}
