package dev.keyward.language.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// System.Math.
final class MathTypes {
    private MathTypes() {}

    static List<TypeEntry> entries() {
        TypeEntry math =
                TypeEntry.of("System.Math")
                        .constant("PI", _ -> Math.PI)
                        .constant("E", _ -> Math.E)
                        .fixed("Abs", 1, 1, c -> absolute(c))
                        .fixed("Max", 2, 2, c -> larger(c, 1))
                        .fixed("Min", 2, 2, c -> larger(c, -1))
                        .fixed("Round", 1, 3, MathTypes::round)
                        .fixed("Floor", 1, 1, c -> rounded(c, 0, RoundingMode.FLOOR))
                        .fixed("Ceiling", 1, 1, c -> rounded(c, 0, RoundingMode.CEILING))
                        .fixed("Truncate", 1, 1, c -> rounded(c, 0, RoundingMode.DOWN))
                        .fixed("Pow", 2, 2, c -> Math.pow(c.real(0), c.real(1)))
                        .fixed("Log", 1, 2, MathTypes::logarithm)
                        .fixed("Atan2", 2, 2, c -> Math.atan2(c.real(0), c.real(1)))
                        .fixed("Sign", 1, 1, c -> (int) Math.signum(c.real(0)))
                        .fixed("DivRem", 2, 2, c -> c.large(0) / c.large(1))
                        .fixed("BigMul", 2, 2, c -> (long) c.whole(0) * c.whole(1))
                        .fixed("Clamp", 3, 3, c -> Math.clamp(c.real(0), c.real(1), c.real(2)));
        real(math, "Sqrt", Math::sqrt);
        real(math, "Cbrt", Math::cbrt);
        real(math, "Exp", Math::exp);
        real(math, "Log10", Math::log10);
        real(math, "Log2", x -> Math.log(x) / Math.log(2));
        real(math, "Sin", Math::sin);
        real(math, "Cos", Math::cos);
        real(math, "Tan", Math::tan);
        real(math, "Asin", Math::asin);
        real(math, "Acos", Math::acos);
        real(math, "Atan", Math::atan);
        return List.of(math);
    }

    private static void real(TypeEntry math, String name, DoubleUnaryOperator function) {
        math.fixed(name, 1, 1, c -> function.applyAsDouble(c.real(0)));
    }

    private static Object logarithm(Call c) {
        return c.has(1) ? Math.log(c.real(0)) / Math.log(c.real(1)) : Math.log(c.real(0));
    }

    private static Object absolute(Call c) {
        return switch (c.number(0)) {
            case Integer it -> Math.absExact(it);
            case Long it -> Math.absExact(it);
            case Short it -> (short) Math.abs(it);
            case BigDecimal it -> it.abs();
            case Unsigned it -> it;
            case Number it -> Math.abs(it.doubleValue());
        };
    }

    private static Object larger(Call c, int sign) {
        Number a = c.number(0);
        Number b = c.number(1);
        boolean first = c.values().operators().order(a, b, false) * sign >= 0;
        Number chosen = first ? a : b;
        boolean real = a instanceof Double || b instanceof Double;
        boolean wide = a instanceof Long || b instanceof Long;
        return real ? (Object) chosen.doubleValue() : wide ? (Object) chosen.longValue() : chosen;
    }

    private static Object round(Call c) {
        boolean digitsGiven = c.get(1) instanceof Number;
        Object mode = c.get(c.count() - 1);
        String name = c.count() > 1 ? c.values().text().of(mode).toLowerCase(Locale.ROOT) : "";
        RoundingMode rounding =
                switch (name) {
                    case "awayfromzero" -> RoundingMode.HALF_UP;
                    case "tozero" -> RoundingMode.DOWN;
                    case "tonegativeinfinity" -> RoundingMode.FLOOR;
                    case "topositiveinfinity" -> RoundingMode.CEILING;
                    default -> RoundingMode.HALF_EVEN;
                };
        return rounded(c, digitsGiven ? c.whole(1) : 0, rounding);
    }

    private static Object rounded(Call c, int digits, RoundingMode mode) {
        Number number = c.number(0);
        if (number instanceof BigDecimal exact) {
            return exact.setScale(digits, mode);
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return value;
        }
        // Two decimals of 2.675 are wanted of what the number says, not of its binary neighbour.
        BigDecimal exact =
                digits == 0 ? new BigDecimal(value) : new BigDecimal(Double.toString(value));
        return exact.setScale(digits, mode).doubleValue();
    }
}
