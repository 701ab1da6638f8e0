package dev.keyward.records.entities;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Finds entities by a value that several of their kind may have. It is in memory alone.
///
/// @param <V> a value with `equals` and `hashCode`
/// @param values of an entity
public record Index<T extends Object, V extends Object>(
        Function<T, ? extends Collection<V>> values) {
    /// Of a value that each entity has.
    public static <T extends Object, V extends Object> Index<T, V> of(Function<T, V> value) {
        return new Index<>(entity -> List.of(value.apply(entity)));
    }

    /// Of any number of values.
    public static <T extends Object, V extends Object> Index<T, V> ofEach(
            Function<T, ? extends Collection<V>> values) {
        return new Index<>(values);
    }
}
