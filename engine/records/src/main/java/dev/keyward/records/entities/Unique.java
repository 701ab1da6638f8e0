package dev.keyward.records.entities;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Finds an entity by a value that it alone of its kind may have, such as the name a person chose.
///
/// Each value is a row of its own, written in the same change as the entity: so the store itself
/// refuses a second taker, on whatever node. That costs a row a value, so it isn't for random ids,
/// which an [Index] finds as well.
///
/// @param word stored with the values; never changed
/// @param values of an entity, canonical
public record Unique<T extends Object>(
        String word, Function<T, ? extends Collection<String>> values) {
    /// Of a value that each entity has.
    public static <T extends Object> Unique<T> of(String word, Function<T, String> value) {
        return new Unique<>(word, entity -> List.of(value.apply(entity)));
    }

    /// Of any number of values.
    public static <T extends Object> Unique<T> ofEach(
            String word, Function<T, ? extends Collection<String>> values) {
        return new Unique<>(word, values);
    }
}
