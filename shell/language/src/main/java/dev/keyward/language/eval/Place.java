package dev.keyward.language.eval;

import org.jspecify.annotations.Nullable;

/// Something that can be assigned: a variable, a property, an element.
interface Place {
    @Nullable Object get();

    void set(@Nullable Object value);
}
