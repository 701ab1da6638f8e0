package dev.keyward.language.value;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values with elements: arrays of every kind, lists and other Java collections.
///
/// Strings, hashtables and XML aren't among them: a pipeline doesn't take them apart.
public final class Sequences {
    private Sequences() {}

    public static boolean is(@Nullable Object value) {
        return value != null
                && (value.getClass().isArray()
                        || value instanceof Collection<?>
                        || value instanceof Iterator<?>);
    }

    /// The elements of a sequence, in a new list; one element for anything else.
    public static List<@Nullable Object> elements(@Nullable Object value) {
        List<@Nullable Object> all = new ArrayList<>();
        switch (value) {
            case null -> all.add(null);
            case Nothing _ -> {}
            case Object[] array -> all.addAll(Arrays.asList(array));
            case byte[] bytes -> {
                for (byte one : bytes) {
                    all.add(Unsigned.of(one));
                }
            }
            case Collection<?> collection -> all.addAll(collection);
            case Iterator<?> iterator -> iterator.forEachRemaining(all::add);
            case Object array when array.getClass().isArray() -> {
                for (int i = 0; i < Array.getLength(array); i++) {
                    all.add(Array.get(array, i));
                }
            }
            case Object one -> all.add(one);
        }
        return all;
    }

    /// The number of elements of an array or list.
    public static int size(Object sequence) {
        return sequence instanceof Collection<?> collection
                ? collection.size()
                : Array.getLength(sequence);
    }

    static @Nullable Object get(Object sequence, int index) {
        return switch (sequence) {
            case byte[] bytes -> Unsigned.of(bytes[index]);
            case List<?> list -> list.get(index);
            case Collection<?> collection -> elements(collection).get(index);
            default -> Array.get(sequence, index);
        };
    }

    /// What a pipeline of these objects is worth when it's assigned: nothing, the one, or an array.
    public static @Nullable Object collapsed(List<? extends @Nullable Object> values) {
        return switch (values.size()) {
            case 0 -> Nothing.NOTHING;
            case 1 -> values.get(0);
            default -> values.toArray();
        };
    }
}
