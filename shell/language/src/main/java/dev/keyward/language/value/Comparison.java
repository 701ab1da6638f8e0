package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SwitchParameter;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Equality and order of two values; the right one is taken as the left one's type.
final class Comparison {
    private final Values values;

    Comparison(Values values) {
        this.values = values;
    }

    boolean compare(
            String word, @Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        return switch (word) {
            case "eq" -> isEqual(left, right, caseSensitive);
            case "ne" -> !isEqual(left, right, caseSensitive);
            case "gt" -> ordered(left, right, caseSensitive) > 0;
            case "ge" -> ordered(left, right, caseSensitive) >= 0;
            case "lt" -> ordered(left, right, caseSensitive) < 0;
            default -> ordered(left, right, caseSensitive) <= 0;
        };
    }

    boolean contains(@Nullable Object all, @Nullable Object one, boolean caseSensitive) {
        for (Object element : Sequences.elements(all)) {
            if (isEqual(element, one, caseSensitive)) {
                return true;
            }
        }
        return false;
    }

    boolean isEqual(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return switch (left) {
            case String it -> texts(it, values.text().of(right), caseSensitive);
            case Character it when right instanceof String other ->
                    texts(it.toString(), other, caseSensitive);
            case Character it when right instanceof Character other ->
                    texts(it.toString(), other.toString(), caseSensitive);
            case Number it -> number(right).map(r -> numbers(it, r) == 0).orElse(false);
            case Boolean it -> it == Truth.of(right);
            case SwitchParameter it -> it.isPresent() == Truth.of(right);
            case NetType it ->
                    it.equals(right)
                            || right instanceof String name
                                    && TypeNames.find(name).map(it::equals).orElse(false);
            case DateTime it ->
                    values.conversions()
                            .attempt(right, NetType.DATE_TIME)
                            .map(r -> r instanceof DateTime d && d.fields().equals(it.fields()))
                            .orElse(false);
            case Enum<?> it -> texts(it.name(), values.text().of(right), caseSensitive);
            case PsObject it when it.ownText().isPresent() && right instanceof String other ->
                    texts(values.text().of(it), other, caseSensitive);
            default -> same(left, right);
        };
    }

    private boolean same(Object left, Object right) {
        if (left.equals(right)) {
            return true;
        }
        if (left instanceof PsObject || Sequences.is(left)) {
            return false;
        }
        return values.conversions()
                .attempt(right, TypeOf.value(left))
                .map(left::equals)
                .orElse(false);
    }

    private static boolean texts(String left, String right, boolean caseSensitive) {
        return caseSensitive ? left.equals(right) : left.equalsIgnoreCase(right);
    }

    private Optional<Number> number(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Number it -> Optional.of(it);
            case Boolean it -> Optional.of(it ? 1 : 0);
            case Character it -> Optional.of((int) it);
            case NetEnum it -> Optional.of(it.value());
            case SwitchParameter it -> Optional.of(it.isPresent() ? 1 : 0);
            case String it -> it.isBlank() ? Optional.of(0) : Numbers.literal(it.strip());
            default -> Optional.empty();
        };
    }

    private static int numbers(Number left, Number right) {
        boolean real = isSpecial(left) || isSpecial(right);
        if (real) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        if (left instanceof Integer a && right instanceof Integer b) {
            return Integer.compare(a, b);
        }
        BigDecimal a = Numbers.exact(left);
        BigDecimal b = Numbers.exact(right);
        return a.compareTo(b);
    }

    private static boolean isSpecial(Number number) {
        return number instanceof Double d && !Double.isFinite(d)
                || number instanceof Float f && !Float.isFinite(f);
    }

    private int ordered(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        if (left == null || right == null) {
            return orderOfNull(left, right);
        }
        return switch (left) {
            case String it -> TextOrder.compare(it, values.text().of(right), caseSensitive);
            case Number it ->
                    numbers(it, number(right).orElseThrow(() -> incomparable(left, right)));
            case Boolean it -> Boolean.compare(it, Truth.of(right));
            case Character it -> {
                Object other = values.conversions().convert(right, NetType.CHAR);
                yield TextOrder.compare(it.toString(), values.text().of(other), caseSensitive);
            }
            case Comparable<?> it -> comparables(it, right);
            default -> throw incomparable(left, right);
        };
    }

    private int comparables(Comparable<?> left, Object right) {
        Object other =
                values.conversions()
                        .attempt(right, TypeOf.value(left))
                        .filter(r -> r.getClass() == left.getClass())
                        .orElseThrow(() -> incomparable(left, right));
        @SuppressWarnings("unchecked") // both are of one class, which compares with itself
        Comparable<Object> comparable = (Comparable<Object>) left;
        return comparable.compareTo(other);
    }

    /// The order with null: before anything but negative numbers, as the operators have it.
    private static int orderOfNull(@Nullable Object left, @Nullable Object right) {
        if (left == null) {
            if (right == null) {
                return 0;
            }
            return right instanceof Number number && number.doubleValue() < 0 ? 1 : -1;
        }
        return left instanceof Number number && number.doubleValue() < 0 ? -1 : 1;
    }

    private CmdletError incomparable(Object left, Object right) {
        return CmdletError.of(
                "Cannot compare \"%s\" to \"%s\" because the objects are not the same type or the object \"%s\" does not implement \"IComparable\"."
                        .formatted(
                                values.text().of(left),
                                values.text().of(right),
                                values.text().of(left)),
                "ComparisonFailure",
                ErrorCategory.InvalidOperation);
    }

    int order(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(a, b);
        }
        if (left instanceof Comparable<?>
                && left.getClass() == right.getClass()
                && !(left instanceof String)
                && !(left instanceof Character)) {
            return comparables((Comparable<?>) left, right);
        }
        if (left instanceof Number || right instanceof Number) {
            Optional<Number> a = number(left);
            Optional<Number> b = number(right);
            if (a.isPresent() && b.isPresent()) {
                return numbers(a.get(), b.get());
            }
        }
        return TextOrder.compare(values.text().of(left), values.text().of(right), caseSensitive);
    }
}
