package dev.keyward.language.eval;

import dev.keyward.cmdlet.Span;
import org.jspecify.annotations.Nullable;

/// An argument whose value is known, not yet bound to a parameter.
sealed interface Arg {
    /// `-Name`, or `-Name:value`.
    ///
    /// @param splatted from a table, so an explicit one goes before it
    record Named(Span span, String name, boolean hasValue, @Nullable Object value, boolean splatted)
            implements Arg {}

    record Positional(@Nullable Object value) implements Arg {}

    /// What a simple function finds in `$args` and binds to nothing: a name it doesn't know, and
    /// the value after it.
    record Loose(@Nullable Object value) {}

    /// A bare number: a number, unless text is asked for.
    record Bare(Number number, String text) {}

    /// The plain value of something that may be a [Bare].
    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Bare bare ? bare.number() : value;
    }
}
