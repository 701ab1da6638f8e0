package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The values bound to a command's parameters, found by name without regard to case.
///
/// Values are already converted to the parameter's [TypeToken] and validated; an array type gives a
/// Java array (`String[]`, `byte[]`, `Object[]`). Pipeline input changes them between two calls of
/// `process`, so read them there.
public final class Arguments {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    public boolean has(String name) {
        return values.containsKey(key(name));
    }

    public @Nullable Object get(String name) {
        return values.get(key(name));
    }

    public void put(String name, @Nullable Object value) {
        values.put(key(name), value);
        names.putIfAbsent(key(name), name);
    }

    public void remove(String name) {
        values.remove(key(name));
        names.remove(key(name));
    }

    /// The names that have a value, as declared, in order of binding.
    public Collection<String> names() {
        return List.copyOf(names.values());
    }

    /// The value as text, null if it isn't bound or is null.
    public @Nullable String text(String name) {
        Object value = get(name);
        return value == null ? null : value.toString();
    }

    /// The value of a parameter that can't be missing here.
    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw CmdletError.of(
                    "Cannot process command because of one or more missing mandatory parameters: "
                            + name
                            + ".",
                    "MissingMandatoryParameter",
                    ErrorCategory.InvalidArgument);
        }
        return text;
    }

    /// Whether a switch is on or a `[bool]` is true.
    public boolean flag(String name) {
        return switch (get(name)) {
            case SwitchParameter it -> it.isPresent();
            case Boolean it -> it;
            case null, default -> false;
        };
    }

    /// A number, or the given one if it isn't bound.
    public int number(String name, int otherwise) {
        return get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /// The elements of an array, an empty list if it isn't bound.
    public List<@Nullable Object> list(String name) {
        List<@Nullable Object> all = new ArrayList<>();
        switch (get(name)) {
            case null -> {}
            case Object[] array -> all.addAll(java.util.Arrays.asList(array));
            case Collection<?> collection -> all.addAll(collection);
            case Object one -> all.add(one);
        }
        return all;
    }

    /// The elements of an array as text, nulls left out.
    public List<String> texts(String name) {
        return list(name).stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    /// The value if it has the Java type asked for.
    public <T> @Nullable T as(Class<T> type, String name) {
        Object value = get(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
