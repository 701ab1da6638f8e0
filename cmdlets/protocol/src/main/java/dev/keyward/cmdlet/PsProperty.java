package dev.keyward.cmdlet;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A property of a [PsObject].
public sealed interface PsProperty {
    String name();

    /// A value kept in the object.
    final class Note implements PsProperty {
        private final String name;
        private @Nullable Object value;

        public Note(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public String name() {
            return name;
        }

        public @Nullable Object value() {
            return value;
        }

        void set(@Nullable Object value) {
            this.value = value;
        }
    }

    /// Another name for a property.
    record Alias(String name, String target) implements PsProperty {}

    /// A value worked out when it's asked for; without a setter it can't be written.
    record Computed(
            String name,
            Function<PsObject, @Nullable Object> getter,
            @Nullable BiConsumer<PsObject, @Nullable Object> setter)
            implements PsProperty {}
}
