package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.SwitchParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/// Conversion to the numeric types: text by literal rules, fractions rounded half to even.
final class NumberConversion {
    private final Text text;

    NumberConversion(Text text) {
        this.text = text;
    }

    static boolean isNumeric(NetType type) {
        return !type.isArray()
                && switch (type.baseName()) {
                    case "System.Byte",
                            "System.SByte",
                            "System.Int16",
                            "System.UInt16",
                            "System.Int32",
                            "System.UInt32",
                            "System.Int64",
                            "System.UInt64",
                            "System.Single",
                            "System.Double",
                            "System.Decimal",
                            "System.Numerics.BigInteger" ->
                            true;
                    default -> false;
                };
    }

    /// @throws CmdletError if the value is no number or the type can't hold it
    // A .NET enumeration is a number, and Java's have none but this.
    @SuppressWarnings("EnumOrdinal")
    Object convert(Object value, NetType type) {
        return switch (value) {
            case Number it -> sized(it, type);
            case String it -> ofText(it, type);
            case Boolean it -> sized(it ? 1 : 0, type);
            case SwitchParameter it -> sized(it.isPresent() ? 1 : 0, type);
            case Character it -> sized((int) it, type);
            case NetEnum it -> sized(it.value(), type);
            case Enum<?> it -> sized(it.ordinal(), type);
            default -> throw CastErrors.impossible(text.of(value), TypeOf.value(value), type);
        };
    }

    private Object ofText(String given, NetType type) {
        String trimmed = given.strip();
        if (trimmed.isEmpty()) {
            return sized(0, type);
        }
        if (type.equals(NetType.DECIMAL) && trimmed.matches("[+-]?\\d+\\.\\d+")) {
            return decimal(new BigDecimal(trimmed));
        }
        Optional<Number> number = Numbers.literal(trimmed);
        if (number.isEmpty() && trimmed.matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            number = Numbers.literal(trimmed.replace(",", ""));
        }
        if (number.isEmpty() && isReal(type)) {
            number = special(trimmed);
        }
        return sized(number.orElseThrow(() -> CastErrors.notANumber(given, type)), type);
    }

    private static boolean isReal(NetType type) {
        return type.equals(NetType.DOUBLE) || type.equals(NetType.FLOAT);
    }

    private static Optional<Number> special(String text) {
        return switch (text) {
            case "NaN" -> Optional.of(Double.NaN);
            case "Infinity", "∞" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Infinity", "-∞" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> Optional.empty();
        };
    }

    private Object sized(Number number, NetType type) {
        if (type.equals(NetType.DOUBLE)) {
            return number.doubleValue();
        }
        if (type.equals(NetType.FLOAT)) {
            return number.floatValue();
        }
        if (number instanceof Double d && !Double.isFinite(d)
                || number instanceof Float f && !Float.isFinite(f)) {
            throw CastErrors.overflow(Numbers.text(number), type);
        }
        if (type.equals(NetType.DECIMAL)) {
            return decimal(number);
        }
        BigInteger whole = Numbers.whole(number);
        try {
            return switch (type.baseName()) {
                case "System.Int32" -> whole.intValueExact();
                case "System.Int64" -> whole.longValueExact();
                case "System.Int16" -> whole.shortValueExact();
                case "System.SByte" -> whole.byteValueExact();
                case "System.Byte" -> Unsigned.of(Unsigned.Kind.BYTE, whole);
                case "System.UInt16" -> Unsigned.of(Unsigned.Kind.UINT16, whole);
                case "System.UInt32" -> Unsigned.of(Unsigned.Kind.UINT32, whole);
                case "System.UInt64" -> Unsigned.of(Unsigned.Kind.UINT64, whole);
                default -> whole;
            };
        } catch (ArithmeticException | NetException e) {
            throw CastErrors.overflow(Numbers.text(number), type);
        }
    }

    private static BigDecimal decimal(Number number) {
        BigDecimal value =
                switch (number) {
                    case Double it -> new BigDecimal(Numbers.text(it));
                    case Float it -> new BigDecimal(Numbers.text(it));
                    default -> Numbers.exact(number);
                };
        if (!Numbers.fitsDecimal(value)) {
            throw CastErrors.overflow(Numbers.text(number), NetType.DECIMAL);
        }
        return value;
    }
}
