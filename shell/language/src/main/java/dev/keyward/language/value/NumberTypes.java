package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.SwitchParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The numeric types, System.Boolean and the switch.
final class NumberTypes {
    private NumberTypes() {}

    static List<TypeEntry> entries() {
        return Stream.concat(
                        Stream.of(
                                number(NetType.INT, Integer.MIN_VALUE, Integer.MAX_VALUE),
                                number(NetType.LONG, Long.MIN_VALUE, Long.MAX_VALUE),
                                number(NetType.SHORT, Short.MIN_VALUE, Short.MAX_VALUE),
                                number(NetType.SBYTE, Byte.MIN_VALUE, Byte.MAX_VALUE),
                                real(),
                                number(NetType.FLOAT, -Float.MAX_VALUE, Float.MAX_VALUE),
                                decimal(),
                                number(NetType.BIG_INTEGER, BigInteger.ZERO, BigInteger.ZERO),
                                bool(),
                                flag()),
                        Stream.of(Unsigned.Kind.values()).map(NumberTypes::unsigned))
                .toList();
    }

    private static TypeEntry number(NetType type, Object least, Object greatest) {
        return TypeEntry.of(type)
                .constant("MinValue", _ -> least)
                .constant("MaxValue", _ -> greatest)
                .fixed("Parse", 1, 3, c -> parsed(c, type))
                .fixed("TryParse", 2, 4, c -> tried(c, type))
                .constructor(0, 1, c -> c.values().conversions().convert(c.get(0), type));
    }

    private static @Nullable Object parsed(Call c, NetType type) {
        if (c.text(0).isBlank()) {
            throw NetException.format(
                    "The input string '" + c.text(0) + "' was not in a correct format.");
        }
        return c.parsed(0, type);
    }

    private static boolean tried(Call c, NetType type) {
        @Nullable Object value;
        try {
            value = c.text(0).isBlank() ? null : c.values().conversions().convert(c.text(0), type);
        } catch (CmdletError e) {
            value = null;
        }
        Object zero = c.values().conversions().convert(0, type);
        return c.give(c.count() - 1, value, zero == null ? 0 : zero);
    }

    private static TypeEntry real() {
        return number(NetType.DOUBLE, -Double.MAX_VALUE, Double.MAX_VALUE)
                .constant("NaN", _ -> Double.NaN)
                .constant("PositiveInfinity", _ -> Double.POSITIVE_INFINITY)
                .constant("NegativeInfinity", _ -> Double.NEGATIVE_INFINITY)
                .constant("Epsilon", _ -> Double.MIN_VALUE)
                .fixed("IsNaN", 1, 1, c -> Double.isNaN(c.real(0)))
                .fixed("IsInfinity", 1, 1, c -> Double.isInfinite(c.real(0)));
    }

    private static TypeEntry decimal() {
        BigDecimal greatest = new BigDecimal("79228162514264337593543950335");
        return number(NetType.DECIMAL, greatest.negate(), greatest)
                .constant("Zero", _ -> BigDecimal.ZERO)
                .constant("One", _ -> BigDecimal.ONE);
    }

    private static TypeEntry unsigned(Unsigned.Kind kind) {
        return number(
                kind.type(),
                Unsigned.of(kind, BigInteger.ZERO),
                Unsigned.of(kind, kind.greatest()));
    }

    private static TypeEntry bool() {
        return TypeEntry.of(NetType.BOOL)
                .constant("TrueString", _ -> "True")
                .constant("FalseString", _ -> "False")
                .fixed("Parse", 1, 1, c -> bool(c.text(0)))
                .fixed(
                        "TryParse",
                        2,
                        2,
                        c -> {
                            boolean known = c.text(0).strip().matches("(?i)true|false");
                            return c.give(1, known ? bool(c.text(0)) : null, false);
                        });
    }

    private static boolean bool(String text) {
        if (text.strip().equalsIgnoreCase("true")) {
            return true;
        }
        if (text.strip().equalsIgnoreCase("false")) {
            return false;
        }
        throw NetException.format("String '" + text + "' was not recognized as a valid Boolean.");
    }

    private static TypeEntry flag() {
        return TypeEntry.of(NetType.SWITCH)
                .property("IsPresent", c -> c.self(SwitchParameter.class).isPresent())
                .method("ToBool", 0, 0, c -> c.self(SwitchParameter.class).isPresent())
                .constant("Present", _ -> new SwitchParameter(true))
                .constructor(1, 1, c -> new SwitchParameter(c.flag(0)));
    }
}
