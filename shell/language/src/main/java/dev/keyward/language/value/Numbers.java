package dev.keyward.language.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as text and back, by the language's rules.
public final class Numbers {
    private static final Pattern LITERAL =
            Pattern.compile(
                    "(?<sign>[+-]?)(?:0[xX](?<hex>[0-9a-fA-F]+?)|0[bB](?<bin>[01]+)"
                            + "|(?<dec>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?))"
                            + "(?<suffix>ul|us|uy|u|l|s|y|d|n)?(?<mul>[kmgtp]b)?",
                    Pattern.CASE_INSENSITIVE);
    private static final BigInteger MAX_DECIMAL = new BigInteger("79228162514264337593543950335");

    private Numbers() {}

    /// The number a literal stands for (language rules 1.3): decimal, `0x`, `0b`, with suffixes and
    /// multipliers; empty if the text isn't one or its suffix's type can't hold it.
    public static Optional<Number> literal(String text) {
        Matcher m = LITERAL.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String suffix = m.group("suffix") == null ? "" : m.group("suffix").toLowerCase(Locale.ROOT);
        BigDecimal factor = multiplier(m.group("mul"));
        boolean minus = "-".equals(m.group("sign"));
        String dec = m.group("dec");
        if (dec == null) {
            BigInteger whole = hexOrBinary(m, suffix);
            whole = whole.multiply(factor.toBigInteger());
            return integral(minus ? whole.negate() : whole, suffix);
        }
        boolean real = dec.indexOf('.') >= 0 || dec.indexOf('e') >= 0 || dec.indexOf('E') >= 0;
        BigDecimal value =
                new BigDecimal(dec.endsWith(".") ? dec.substring(0, dec.length() - 1) : dec);
        value = value.multiply(factor);
        if (minus) {
            value = value.negate();
        }
        if (suffix.equals("d")) {
            return Optional.of(value);
        }
        if (!real) {
            return integral(value.toBigInteger(), suffix);
        }
        if (suffix.isEmpty()) {
            return Optional.of(value.doubleValue());
        }
        return integral(value.setScale(0, RoundingMode.HALF_EVEN).toBigInteger(), suffix);
    }

    private static BigInteger hexOrBinary(Matcher m, String suffix) {
        String hex = m.group("hex");
        if (hex == null) {
            return new BigInteger(m.group("bin"), 2);
        }
        BigInteger value = new BigInteger(hex, 16);
        // Hex digits that fill a signed type are its bits: 0xFFFFFFFF is -1 (but unsigned isn't).
        if (suffix.startsWith("u") || suffix.equals("n")) {
            return value;
        }
        int bits = suffix.equals("l") ? 64 : hex.length() <= 8 ? 32 : 64;
        boolean fills = hex.length() * 4 >= bits && value.bitLength() == bits;
        return fills ? value.subtract(BigInteger.ONE.shiftLeft(bits)) : value;
    }

    private static BigDecimal multiplier(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return BigDecimal.ONE;
        }
        int power = "kmgtp".indexOf(Character.toLowerCase(text.charAt(0))) + 1;
        return new BigDecimal(BigInteger.ONE.shiftLeft(10 * power));
    }

    private static Optional<Number> integral(BigInteger value, String suffix) {
        try {
            return Optional.of(
                    switch (suffix) {
                        case "" -> smallest(value);
                        case "l" -> value.longValueExact();
                        case "s" -> value.shortValueExact();
                        case "y" -> value.byteValueExact();
                        case "d" -> new BigDecimal(value);
                        case "n" -> value;
                        case "uy" -> Unsigned.of(Unsigned.Kind.BYTE, value);
                        case "us" -> Unsigned.of(Unsigned.Kind.UINT16, value);
                        case "ul" -> Unsigned.of(Unsigned.Kind.UINT64, value);
                        default ->
                                Unsigned.of(
                                        value.bitLength() <= 32
                                                ? Unsigned.Kind.UINT32
                                                : Unsigned.Kind.UINT64,
                                        value);
                    });
        } catch (ArithmeticException | NetException e) {
            return Optional.empty();
        }
    }

    /// The smallest of Int32, Int64, Decimal and Double that holds a whole number.
    static Number smallest(BigInteger value) {
        if (value.bitLength() < 32) {
            return value.intValue();
        }
        if (value.bitLength() < 64) {
            return value.longValue();
        }
        return value.abs().compareTo(MAX_DECIMAL) <= 0
                ? new BigDecimal(value)
                : value.doubleValue();
    }

    static boolean fitsDecimal(BigDecimal value) {
        return value.abs().toBigInteger().compareTo(MAX_DECIMAL) <= 0;
    }

    /// Text as the language shows it: 15 significant digits, invariant (language rules 5.4).
    public static String text(Number number) {
        return switch (number) {
            case Double it -> real(it, 15);
            case Float it -> real(Double.parseDouble(Float.toString(it)), 7);
            case BigDecimal it -> it.toPlainString();
            default -> number.toString();
        };
    }

    /// Text as `.ToString()` gives it: the shortest that reads back the same.
    static String roundTrip(Number number) {
        return switch (number) {
            case Double it -> real(it, 17);
            case Float it -> real(Double.parseDouble(Float.toString(it)), 9);
            default -> text(number);
        };
    }

    private static String real(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value));
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal bare = rounded.stripTrailingZeros();
        int exponent = bare.precision() - bare.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return bare.toPlainString();
        }
        String mantissa = bare.unscaledValue().abs().toString();
        String shown =
                mantissa.length() == 1
                        ? mantissa
                        : mantissa.charAt(0) + "." + mantissa.substring(1);
        String sign = bare.signum() < 0 ? "-" : "";
        String power = (exponent < 0 ? "-" : "+") + "%02d".formatted(Math.abs(exponent));
        return sign + shown + "E" + power;
    }

    static boolean isIntegral(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Unsigned
                || value instanceof BigInteger;
    }

    /// The exact value of any number but NaN and the infinities.
    static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal it -> it;
            case BigInteger it -> new BigDecimal(it);
            case Unsigned it -> new BigDecimal(it.exact());
            case Double it -> new BigDecimal(it);
            case Float it -> new BigDecimal(it);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    static BigInteger whole(Number number) {
        return switch (number) {
            case BigInteger it -> it;
            case Unsigned it -> it.exact();
            case BigDecimal it -> it.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
            case Double it -> new BigDecimal(it).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
            case Float it -> new BigDecimal(it).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
            default -> BigInteger.valueOf(number.longValue());
        };
    }
}
