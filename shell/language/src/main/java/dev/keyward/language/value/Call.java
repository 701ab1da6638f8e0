package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One use of a member of a .NET type: what it's used on and with.
///
/// Arguments convert as they're asked for.
record Call(Values values, @Nullable Object target, List<@Nullable Object> arguments) {

    /// What a member does.
    @FunctionalInterface
    interface Body {
        @Nullable Object run(Call call);
    }

    int count() {
        return arguments.size();
    }

    boolean has(int index) {
        return index < arguments.size();
    }

    @Nullable Object get(int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    /// @throws NetException if it's null
    Object required(int index, String name) {
        Object value = get(index);
        if (value == null) {
            throw NetException.nullArgument(name);
        }
        return value;
    }

    String text(int index) {
        return values.text().of(get(index));
    }

    int whole(int index) {
        return values.conversions().convert(get(index), NetType.INT) instanceof Integer it ? it : 0;
    }

    long large(int index) {
        return values.conversions().convert(get(index), NetType.LONG) instanceof Long it ? it : 0;
    }

    double real(int index) {
        return values.conversions().convert(get(index), NetType.DOUBLE) instanceof Double it
                ? it
                : 0;
    }

    Number number(int index) {
        Object value = get(index);
        if (value instanceof Number it) {
            return it;
        }
        Object converted = values.conversions().convert(value, NetType.DOUBLE);
        return converted instanceof Number it ? it : 0;
    }

    boolean flag(int index) {
        return Truth.of(get(index));
    }

    byte[] bytes(int index, String name) {
        Object value = values.conversions().convert(required(index, name), NetType.BYTE.many());
        return Objects.requireNonNull((byte[]) value);
    }

    List<@Nullable Object> elements(int index) {
        return Sequences.elements(get(index));
    }

    char character(int index) {
        return values.conversions().convert(get(index), NetType.CHAR) instanceof Character it
                ? it
                : '\0';
    }

    <T> T as(int index, NetType type, Class<T> java) {
        Object value = values.conversions().convert(get(index), type);
        if (java.isInstance(value)) {
            return java.cast(value);
        }
        throw NetException.argument("argument " + index + " must be a " + type);
    }

    /// The target as the Java type its entry is for.
    <T> T self(Class<T> java) {
        return java.cast(Objects.requireNonNull(target));
    }

    String selfText() {
        return values.text().of(target);
    }

    /// Whether an argument names a StringComparison that looks away from case.
    boolean ignoresCase(int index) {
        return has(index) && text(index).toLowerCase(Locale.ROOT).endsWith("ignorecase");
    }

    /// Gives a result through a `[ref]` argument.
    ///
    /// @return whether there's a result
    boolean give(int index, @Nullable Object value, Object otherwise) {
        if (get(index) instanceof Reference reference) {
            reference.set(value == null ? otherwise : value);
        }
        return value != null;
    }

    /// A conversion as a Parse method does it: failing with the inner exception.
    @Nullable Object parsed(int index, NetType type) {
        try {
            return values.conversions().convert(required(index, "s"), type);
        } catch (CmdletError e) {
            String message = e.errorRecord().message();
            int start = message.indexOf("Error: \"");
            String reason =
                    start < 0 ? message : message.substring(start + 8, message.length() - 1);
            throw message.contains("too large or too small")
                    ? NetException.of("System.OverflowException", reason)
                    : NetException.format(reason);
        }
    }

    PsHashtable table() {
        return self(PsHashtable.class);
    }
}
