package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.PsHashtable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The operators, but for those that don't look at both operands: `-and`, `-or`, `??`.
public final class Operators {
    private static final int MOST_IN_RANGE = 10_000_000;

    private final Values values;
    private final Arithmetic arithmetic;
    private final Comparison comparison;
    private final Matching matching;

    Operators(Values values) {
        this.values = values;
        this.arithmetic = new Arithmetic(values);
        this.comparison = new Comparison(values);
        this.matching = new Matching(values);
    }

    /// Applies an operator with two operands.
    ///
    /// @param word as written, without a dash and without its case letter: `+`, `eq`, `notlike`,
    ///   `f`
    /// @param caseSensitive whether the `c` form was written
    /// @param matches gets `$Matches` of a `-match` of one text that succeeded
    /// @throws CmdletError if it can't be done
    public @Nullable Object apply(
            String word,
            boolean caseSensitive,
            @Nullable Object leftGiven,
            @Nullable Object rightGiven,
            Consumer<PsHashtable> matches) {
        Object left = leftGiven == Nothing.NOTHING ? null : leftGiven;
        Object right = rightGiven == Nothing.NOTHING ? null : rightGiven;
        return switch (word) {
            case "+" -> arithmetic.add(left, right);
            case "-" -> arithmetic.subtract(left, right);
            case "*" -> arithmetic.multiply(left, right);
            case "/" -> arithmetic.divide(left, right);
            case "%" -> arithmetic.remainder(left, right);
            case "band", "bor", "bxor", "shl", "shr" -> arithmetic.bits(word, left, right);
            case "eq", "ne", "gt", "ge", "lt", "le" ->
                    filtered(left, one -> comparison.compare(word, one, right, caseSensitive));
            case "like", "notlike" ->
                    filtered(
                            left,
                            one ->
                                    matching.like(one, right, caseSensitive)
                                            != word.startsWith("not"));
            case "match", "notmatch" ->
                    match(left, right, caseSensitive, word.startsWith("not"), matches);
            case "contains" -> comparison.contains(left, right, caseSensitive);
            case "notcontains" -> !comparison.contains(left, right, caseSensitive);
            case "in" -> comparison.contains(right, left, caseSensitive);
            case "notin" -> !comparison.contains(right, left, caseSensitive);
            case "replace" -> matching.replace(left, right, caseSensitive);
            case "split" -> matching.split(left, right, caseSensitive);
            case "join" -> values.text().joined(Sequences.elements(left), values.text().of(right));
            case "is" -> TypeOf.is(left, typeOperand(right));
            case "isnot" -> !TypeOf.is(left, typeOperand(right));
            case "as" -> values.conversions().tryConvert(left, typeOperand(right));
            case "f" -> format(left, right);
            case ".." -> range(left, right);
            case "xor" -> Truth.of(left) ^ Truth.of(right);
            case "and" -> Truth.of(left) && Truth.of(right);
            case "or" -> Truth.of(left) || Truth.of(right);
            default -> throw new IllegalArgumentException(word);
        };
    }

    /// The same for operators that aren't `-match`.
    public @Nullable Object apply(String word, @Nullable Object left, @Nullable Object right) {
        return apply(word, false, left, right, _ -> {});
    }

    public @Nullable Object negate(@Nullable Object value) {
        return value == null ? (Object) 0 : arithmetic.subtract(0, value);
    }

    /// Unary plus: the operand as a number.
    public @Nullable Object plus(@Nullable Object value) {
        return value == null ? (Object) 0 : arithmetic.add(0, value);
    }

    public Object bitwiseNot(@Nullable Object value) {
        return arithmetic.not(value);
    }

    /// `-split text`: at white space.
    public Object split(@Nullable Object value) {
        return matching.splitAtBlanks(value);
    }

    /// `-join list`.
    public String join(@Nullable Object value) {
        return values.text().joined(Sequences.elements(value), "");
    }

    /// Whether two values are equal by `-eq`, arrays compared as wholes.
    public boolean isEqual(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        return comparison.compare("eq", left, right, caseSensitive);
    }

    /// The order of two values for sorting: null first, numbers and dates by value, the rest as
    /// text.
    public int order(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        return comparison.order(left, right, caseSensitive);
    }

    private interface Test {
        boolean holds(@Nullable Object one);
    }

    private static Object filtered(@Nullable Object left, Test test) {
        if (!Sequences.is(left)) {
            return test.holds(left);
        }
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object one : Sequences.elements(left)) {
            if (test.holds(one)) {
                kept.add(one);
            }
        }
        return kept.toArray();
    }

    private Object match(
            @Nullable Object left,
            @Nullable Object right,
            boolean caseSensitive,
            boolean negated,
            Consumer<PsHashtable> matches) {
        if (Sequences.is(left)) {
            return filtered(
                    left, one -> matching.match(one, right, caseSensitive, _ -> {}) != negated);
        }
        return matching.match(left, right, caseSensitive, matches) != negated;
    }

    private NetType typeOperand(@Nullable Object right) {
        return right instanceof NetType type ? type : TypeNames.require(values.text().of(right));
    }

    private String format(@Nullable Object left, @Nullable Object right) {
        List<@Nullable Object> arguments = Sequences.elements(right);
        try {
            return new CompositeFormat(values.text()).format(values.text().of(left), arguments);
        } catch (NetException e) {
            throw CmdletError.of(
                    "Error formatting a string: "
                            + e.value().message()
                            + ".".repeat(e.value().message().endsWith(".") ? 0 : 1),
                    "FormatError",
                    ErrorCategory.InvalidOperation);
        }
    }

    private Object range(@Nullable Object left, @Nullable Object right) {
        if (bound(left) instanceof Character from && bound(right) instanceof Character to) {
            int step = from <= to ? 1 : -1;
            List<Object> all = new ArrayList<>();
            for (int c = from; c != to + step; c += step) {
                all.add((char) c);
            }
            return all.toArray();
        }
        int from = whole(left);
        int to = whole(right);
        long count = Math.abs((long) to - from) + 1;
        if (count > MOST_IN_RANGE) {
            throw CmdletError.of(
                    "The range of " + count + " values is too large.",
                    "RuntimeException",
                    ErrorCategory.InvalidOperation);
        }
        @Nullable Object[] all = new Object[(int) count];
        int step = from <= to ? 1 : -1;
        for (int i = 0; i < all.length; i++) {
            all[i] = from + i * step;
        }
        return all;
    }

    private static @Nullable Object bound(@Nullable Object value) {
        return value instanceof String text
                        && text.length() == 1
                        && !Character.isDigit(text.charAt(0))
                ? (Object) text.charAt(0)
                : value;
    }

    private int whole(@Nullable Object value) {
        return values.conversions().convert(value, NetType.INT) instanceof Integer number
                ? number
                : 0;
    }
}
