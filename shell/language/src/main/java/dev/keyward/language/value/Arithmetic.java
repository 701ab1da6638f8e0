package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `+ - * / %` and the operators on bits; the left operand decides what's done.
final class Arithmetic {
    private static final int DECIMAL_DIGITS = 28;

    private final Values values;

    Arithmetic(Values values) {
        this.values = values;
    }

    @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        return switch (left) {
            case null -> right;
            case String it -> it.concat(values.text().of(right));
            case Character it when right instanceof String -> it + values.text().of(right);
            case PsHashtable it when right instanceof PsHashtable other -> merged(it, other);
            case DateTime it -> Dates.plus(it, span(right));
            case Duration it -> it.plus(span(right));
            case Object it when Sequences.is(it) -> appended(it, right);
            default -> compute('+', left, right);
        };
    }

    @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        return switch (left) {
            case DateTime it when right instanceof Duration span -> Dates.plus(it, span.negated());
            case DateTime it -> difference(it, right);
            case Duration it -> it.minus(span(right));
            case null, default -> compute('-', left, right);
        };
    }

    @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        return switch (left) {
            case null -> null;
            case String it -> it.repeat(Math.max(0, count(right)));
            case Duration it -> scaled(it, number('*', right, it).doubleValue());
            case Object it when Sequences.is(it) -> repeated(it, count(right));
            default -> compute('*', left, right);
        };
    }

    @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Duration span) {
            return right instanceof Duration other
                    ? (Object) ((double) Dates.ticks(span) / Dates.ticks(other))
                    : scaled(span, 1 / number('/', right, span).doubleValue());
        }
        return compute('/', left, right);
    }

    @Nullable Object remainder(@Nullable Object left, @Nullable Object right) {
        return compute('%', left, right);
    }

    private static Duration scaled(Duration span, double factor) {
        return Dates.ofTicksSpan(Math.round(Dates.ticks(span) * factor));
    }

    private int count(@Nullable Object right) {
        return values.conversions().convert(right, NetType.INT) instanceof Integer it ? it : 0;
    }

    private Duration span(@Nullable Object right) {
        return values.conversions().convert(right, NetType.TIME_SPAN) instanceof Duration it
                ? it
                : Duration.ZERO;
    }

    private Duration difference(DateTime left, @Nullable Object right) {
        Object other = values.conversions().convert(right, NetType.DATE_TIME);
        return other instanceof DateTime date
                ? Duration.between(date.fields(), left.fields())
                : Duration.ZERO;
    }

    private static PsHashtable merged(PsHashtable left, PsHashtable right) {
        PsHashtable both = left.copy();
        for (PsHashtable.Entry entry : right.entries()) {
            if (both.containsKey(entry.key())) {
                throw CmdletError.of(
                        "Item has already been added. Key in dictionary: '%s'  Key being added: '%s'"
                                .formatted(entry.key(), entry.key()),
                        "System.ArgumentException",
                        ErrorCategory.InvalidOperation);
            }
            both.put(entry.key(), entry.value());
        }
        return both;
    }

    private static Object appended(Object left, @Nullable Object right) {
        List<@Nullable Object> all = Sequences.elements(left);
        if (right == null) {
            all.add(null);
        } else {
            all.addAll(Sequences.elements(right));
        }
        return all.toArray();
    }

    private static Object repeated(Object left, int times) {
        List<@Nullable Object> one = Sequences.elements(left);
        List<@Nullable Object> all = new ArrayList<>();
        Collections.nCopies(Math.max(0, times), one).forEach(all::addAll);
        return all.toArray();
    }

    private Object compute(char sign, @Nullable Object left, @Nullable Object right) {
        return compute(sign, number(sign, left, left), number(sign, right, left));
    }

    /// An operand as a number.
    ///
    /// @param left the left operand, whose type a missing operator is reported of
    private Number number(char sign, @Nullable Object value, @Nullable Object left) {
        return switch (value) {
            case null -> 0;
            case Number it -> it;
            case Boolean it -> it ? 1 : 0;
            case Character it -> (int) it;
            case NetEnum it -> (int) it.value();
            case String it ->
                    it.isBlank()
                            ? (Number) 0
                            : Numbers.literal(it.strip())
                                    .orElseThrow(() -> CastErrors.notANumber(it, NetType.INT));
            default -> throw missing(sign, left, value);
        };
    }

    @SuppressWarnings("ReferenceEquality") // Which of the operands it is.
    private CmdletError missing(char sign, @Nullable Object left, Object value) {
        if (left instanceof Number && left != value) {
            return CmdletError.of(
                    "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\"."
                            .formatted(
                                    values.text().of(value),
                                    TypeOf.value(value),
                                    TypeOf.value(left)),
                    "ConvertToFinalInvalidCastException",
                    ErrorCategory.InvalidArgument);
        }
        String name =
                switch (sign) {
                    case '+' -> "op_Addition";
                    case '-' -> "op_Subtraction";
                    case '*' -> "op_Multiply";
                    case '/' -> "op_Division";
                    default -> "op_Modulus";
                };
        Object owner = left == null ? value : left;
        return CmdletError.of(
                "Method invocation failed because [%s] does not contain a method named '%s'."
                        .formatted(TypeOf.value(owner), name),
                "MethodNotFound",
                ErrorCategory.InvalidOperation);
    }

    private static Object compute(char sign, Number left, Number right) {
        if (left instanceof Integer a && right instanceof Integer b) {
            return ints(sign, a, b);
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return decimals(sign, decimal(left), decimal(right));
        }
        if (isReal(left) || isReal(right)) {
            double result = reals(sign, left.doubleValue(), right.doubleValue());
            return left instanceof Float && right instanceof Float
                    ? (Object) (float) result
                    : (Object) result;
        }
        return wholes(sign, left, right);
    }

    private static boolean isReal(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case Double it -> new BigDecimal(Numbers.text(it));
            case Float it -> new BigDecimal(Numbers.text(it));
            default -> Numbers.exact(number);
        };
    }

    private static Object ints(char sign, int a, int b) {
        if (b == 0 && (sign == '/' || sign == '%')) {
            throw byZero();
        }
        long result =
                switch (sign) {
                    case '+' -> (long) a + b;
                    case '-' -> (long) a - b;
                    case '*' -> (long) a * b;
                    case '%' -> (long) a % b;
                    default -> {
                        if (a % b != 0) {
                            yield Long.MIN_VALUE;
                        }
                        yield (long) a / b;
                    }
                };
        if (result == Long.MIN_VALUE) {
            return (double) a / b;
        }
        return result == (int) result ? (Object) (int) result : (Object) (double) result;
    }

    private static double reals(char sign, double a, double b) {
        return switch (sign) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> a % b;
        };
    }

    private static Object decimals(char sign, BigDecimal a, BigDecimal b) {
        if (b.signum() == 0 && (sign == '/' || sign == '%')) {
            throw byZero();
        }
        BigDecimal result =
                switch (sign) {
                    case '+' -> a.add(b);
                    case '-' -> a.subtract(b);
                    case '*' -> a.multiply(b);
                    case '/' -> quotient(a, b);
                    default -> a.remainder(b);
                };
        if (!Numbers.fitsDecimal(result)) {
            throw overflow();
        }
        return result.scale() > DECIMAL_DIGITS
                ? result.round(new MathContext(DECIMAL_DIGITS + 1)).stripTrailingZeros()
                : result;
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        BigDecimal result = a.divide(b, new MathContext(DECIMAL_DIGITS + 1)).stripTrailingZeros();
        return result.scale() < 0 ? result.setScale(0) : result;
    }

    private static Object wholes(char sign, Number left, Number right) {
        BigInteger a = Numbers.whole(left);
        BigInteger b = Numbers.whole(right);
        if (b.signum() == 0 && (sign == '/' || sign == '%')) {
            throw byZero();
        }
        boolean big = left instanceof BigInteger || right instanceof BigInteger;
        BigInteger result =
                switch (sign) {
                    case '+' -> a.add(b);
                    case '-' -> a.subtract(b);
                    case '*' -> a.multiply(b);
                    case '%' -> a.remainder(b);
                    default -> {
                        if (!big && a.remainder(b).signum() != 0) {
                            yield BigInteger.ONE.shiftLeft(200);
                        }
                        yield a.divide(b);
                    }
                };
        if (big) {
            return result;
        }
        if (result.bitLength() > 150) {
            return sign == '/'
                    ? (Object) (a.doubleValue() / b.doubleValue())
                    : result.doubleValue();
        }
        return fitted(result, left, right);
    }

    /// The result in the wider of the operands' types, a double if it doesn't fit.
    private static Object fitted(BigInteger result, Number left, Number right) {
        boolean unsigned64 = isUnsigned(left, 64) && isUnsigned(right, 64);
        if (unsigned64) {
            return Unsigned.Kind.UINT64.holds(result)
                    ? (Object) Unsigned.of(Unsigned.Kind.UINT64, result)
                    : (Object) result.doubleValue();
        }
        if (isUnsigned(left, 32) && isUnsigned(right, 32)) {
            return Unsigned.Kind.UINT32.holds(result)
                    ? (Object) Unsigned.of(Unsigned.Kind.UINT32, result)
                    : (Object) result.doubleValue();
        }
        boolean wide = isWide(left) || isWide(right);
        if (wide) {
            return result.bitLength() < 64
                    ? (Object) result.longValue()
                    : (Object) result.doubleValue();
        }
        return result.bitLength() < 32 ? (Object) result.intValue() : (Object) result.doubleValue();
    }

    private static boolean isUnsigned(Number number, int bits) {
        return number instanceof Unsigned it
                && it.kind() == (bits == 64 ? Unsigned.Kind.UINT64 : Unsigned.Kind.UINT32);
    }

    private static boolean isWide(Number number) {
        return number instanceof Long
                || number instanceof Unsigned it
                        && (it.kind() == Unsigned.Kind.UINT32 || it.kind() == Unsigned.Kind.UINT64);
    }

    private static CmdletError byZero() {
        ExceptionValue inner =
                ExceptionValue.of("System.DivideByZeroException", "Attempted to divide by zero.");
        return new CmdletError(
                ErrorRecord.of(
                        new ExceptionValue(ExceptionValue.RUNTIME, inner.message(), inner),
                        "RuntimeException",
                        ErrorCategory.NotSpecified));
    }

    private static CmdletError overflow() {
        ExceptionValue inner =
                ExceptionValue.of(
                        "System.OverflowException",
                        "Value was either too large or too small for a Decimal.");
        return new CmdletError(
                ErrorRecord.of(
                        new ExceptionValue(ExceptionValue.RUNTIME, inner.message(), inner),
                        "RuntimeException",
                        ErrorCategory.NotSpecified));
    }

    Object bits(String word, @Nullable Object left, @Nullable Object right) {
        if (left instanceof NetEnum flags && !word.startsWith("sh")) {
            return enumBits(word, flags, right);
        }
        Number a = number('&', left, left);
        Number b = number('&', right, left);
        if (word.startsWith("sh")) {
            return shifted(word.equals("shl"), a, b.intValue());
        }
        BigInteger x = Numbers.whole(a);
        BigInteger y = Numbers.whole(b);
        BigInteger result =
                switch (word) {
                    case "band" -> x.and(y);
                    case "bor" -> x.or(y);
                    default -> x.xor(y);
                };
        return a instanceof Integer && b instanceof Integer
                ? (Object) result.intValue()
                : fitted(result, a, b);
    }

    private Object enumBits(String word, NetEnum flags, @Nullable Object right) {
        Object other = values.conversions().convert(right, flags.type());
        long y = other instanceof NetEnum it ? it.value() : 0;
        long result =
                switch (word) {
                    case "band" -> flags.value() & y;
                    case "bor" -> flags.value() | y;
                    default -> flags.value() ^ y;
                };
        Object made = values.conversions().convert(result, flags.type());
        return made == null ? flags : made;
    }

    private static Object shifted(boolean left, Number a, int by) {
        if (a instanceof Long || a instanceof Double || isWide(a)) {
            return left ? a.longValue() << by : a.longValue() >> by;
        }
        return left ? a.intValue() << by : a.intValue() >> by;
    }

    Object not(@Nullable Object value) {
        Number number = number('~', value, value);
        return switch (number) {
            case Long it -> ~it;
            case BigInteger it -> it.not();
            case Unsigned it when it.kind() == Unsigned.Kind.UINT32 ->
                    Unsigned.of(it.kind(), it.kind().greatest().subtract(it.exact()));
            default -> ~Numbers.whole(number).intValue();
        };
    }
}
