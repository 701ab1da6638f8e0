package dev.keyward.language.eval;

import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where output goes, object by object.
interface Sink extends Consumer<@Nullable Object> {
    /// Takes nothing in.
    Sink NOWHERE = _ -> {};

    /// One object as it is, [Nothing] being none.
    default void write(@Nullable Object value) {
        if (value != Nothing.NOTHING) {
            accept(value);
        }
    }

    /// The elements of a sequence, or the one object.
    default void writeEach(@Nullable Object value) {
        if (Sequences.is(value)) {
            for (Object one : Sequences.elements(value)) {
                accept(one);
            }
        } else {
            write(value);
        }
    }

    /// A sink that keeps what it gets.
    final class Gathering implements Sink {
        private final List<@Nullable Object> all = new ArrayList<>();

        @Override
        public void accept(@Nullable Object value) {
            all.add(value);
        }

        List<@Nullable Object> all() {
            return all;
        }

        /// What an assignment of the output stores.
        @Nullable Object collapsed() {
            return Sequences.collapsed(all);
        }
    }
}
