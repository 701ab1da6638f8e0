package dev.keyward.language.value;

import dev.keyward.cmdlet.SwitchParameter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a value counts as true (language rules 5.3).
public final class Truth {
    private Truth() {}

    public static boolean of(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Nothing _ -> false;
            case Boolean it -> it;
            case String it -> !it.isEmpty();
            case Double it -> it != 0;
            case Float it -> it != 0;
            case BigDecimal it -> it.signum() != 0;
            case BigInteger it -> it.signum() != 0;
            case Number it -> it.longValue() != 0;
            case Character it -> it != 0;
            case SwitchParameter it -> it.isPresent();
            case NetEnum it -> it.value() != 0;
            case List<?> it -> list(it);
            case Object it -> !it.getClass().isArray() || array(it);
        };
    }

    private static boolean list(List<? extends @Nullable Object> list) {
        return switch (list.size()) {
            case 0 -> false;
            case 1 -> element(list.get(0));
            default -> true;
        };
    }

    private static boolean array(Object array) {
        return switch (Array.getLength(array)) {
            case 0 -> false;
            case 1 -> element(Array.get(array, 0));
            default -> true;
        };
    }

    // A collection inside of a collection of one is true when it has anything in it.
    private static boolean element(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case List<?> it -> !it.isEmpty();
            case Object it when it.getClass().isArray() -> Array.getLength(it) > 0;
            default -> of(value);
        };
    }
}
