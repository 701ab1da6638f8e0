package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Elements of arrays, lists, strings, tables and objects that have an indexer.
final class Indexing {
    private final Values values;

    Indexing(Values values) {
        this.values = values;
    }

    @Nullable Object get(@Nullable Object target, @Nullable Object index) {
        if (target == null || target == Nothing.NOTHING) {
            throw MemberErrors.indexNull();
        }
        if (target instanceof PsHashtable table) {
            return ofTable(table, index);
        }
        if (index != null && Sequences.is(index)) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Object one : Sequences.elements(index)) {
                int at = position(one, length(target));
                if (at >= 0 && at < length(target)) {
                    all.add(element(target, at));
                }
            }
            return all.toArray();
        }
        return switch (target) {
            case Map<?, ?> map -> map.get(index);
            case PsObject object -> ofObject(object, index);
            case PropertyList list when index instanceof String name ->
                    list.named(name).orElse(null);
            default -> {
                int length = length(target);
                if (length < 0) {
                    yield scalar(target, index);
                }
                int at = position(index, length);
                yield at < 0 || at >= length ? null : element(target, at);
            }
        };
    }

    private @Nullable Object scalar(Object target, @Nullable Object index) {
        int at = position(index, 1);
        if (at == 0) {
            return target;
        }
        throw MemberErrors.cannotIndex(TypeOf.value(target));
    }

    private @Nullable Object ofTable(PsHashtable table, @Nullable Object index) {
        if (index == null) {
            throw MemberErrors.indexNull();
        }
        if (Sequences.is(index)) {
            List<@Nullable Object> all = new ArrayList<>();
            Sequences.elements(index).forEach(one -> all.add(ofTable(table, one)));
            return all.toArray();
        }
        if (table.isOrdered() && index instanceof Integer at && !table.containsKey(at)) {
            int position = at < 0 ? at + table.size() : at;
            return position < 0 || position >= table.size() ? null : table.values().get(position);
        }
        return table.get(index);
    }

    /// An object that has an `Item` function is indexed by it.
    private @Nullable Object ofObject(PsObject object, @Nullable Object index) {
        if (object.get("Item") instanceof Function<?, ?> function) {
            List<@Nullable Object> arguments = new ArrayList<>();
            arguments.add(index);
            @SuppressWarnings("unchecked") // the contract of methods given as functions
            Function<List<@Nullable Object>, @Nullable Object> item =
                    (Function<List<@Nullable Object>, @Nullable Object>) function;
            return item.apply(arguments);
        }
        return scalar(object, index);
    }

    private static int length(Object target) {
        if (target instanceof String text) {
            return text.length();
        }
        return Sequences.is(target) ? Sequences.size(target) : -1;
    }

    private static @Nullable Object element(Object target, int at) {
        return target instanceof String text ? (Object) text.charAt(at) : Sequences.get(target, at);
    }

    private int position(@Nullable Object index, int length) {
        int at = values.conversions().convert(index, NetType.INT) instanceof Integer it ? it : 0;
        return at < 0 ? at + length : at;
    }

    /// @throws CmdletError if the target has no such element to write
    void set(@Nullable Object target, @Nullable Object index, @Nullable Object given) {
        Object value = given == Nothing.NOTHING ? null : given;
        switch (target) {
            case null -> throw MemberErrors.indexNull();
            case PsHashtable table -> put(table, index, value);
            case List<?> list -> {
                int at = position(index, list.size());
                if (at < 0 || at >= list.size()) {
                    throw MemberErrors.outOfBounds();
                }
                NetType element = list instanceof NetList it ? it.elementType() : NetType.OBJECT;
                @SuppressWarnings("unchecked") // a list of anything takes anything
                List<@Nullable Object> writable = (List<@Nullable Object>) list;
                writable.set(at, values.conversions().convert(value, element));
            }
            case Object array when array.getClass().isArray() -> {
                int at = position(index, Array.getLength(array));
                if (at < 0 || at >= Array.getLength(array)) {
                    throw MemberErrors.outOfBounds();
                }
                NetType element = TypeOf.value(array).element();
                Object converted =
                        element == null ? value : values.conversions().convert(value, element);
                if (array instanceof byte[] bytes && converted instanceof Number number) {
                    bytes[at] = number.byteValue();
                } else {
                    Array.set(array, at, converted);
                }
            }
            default -> throw MemberErrors.cannotIndex(TypeOf.value(target));
        }
    }

    private static void put(PsHashtable table, @Nullable Object index, @Nullable Object value) {
        if (index == null) {
            throw MemberErrors.indexNull();
        }
        if (table.isOrdered()
                && index instanceof Integer at
                && !table.containsKey(at)
                && at >= 0
                && at < table.size()) {
            table.put(table.keys().get(at), value);
        } else {
            table.put(index, value);
        }
    }
}
