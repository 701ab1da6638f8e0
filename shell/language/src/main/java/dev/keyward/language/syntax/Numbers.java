package dev.keyward.language.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Number literals: decimal, `0x`, `0b`, type suffixes and the multipliers `kb` to `pb`.
public final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<sign>[+\\-\u2013\u2014\u2015])?(?:0x(?<hex>[0-9a-f]+)|0b(?<bin>[01]+)"
                            + "|(?<dec>(?:\\d+(?:\\.(?![.\\p{L}_])\\d*)?|\\.\\d+)(?:e[+-]?\\d+)?))"
                            + "(?<suffix>u[lsy]?|[dlnsy])?(?<mult>[kmgtp]b)?(?![\\p{L}\\d_])",
                    Pattern.CASE_INSENSITIVE);

    private Numbers() {}

    /// The number that is the whole text; null if it isn't one.
    public static @Nullable Number parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? value(matcher) : null;
    }

    /// The length of the unsigned number that starts at an offset, 0 if there's none.
    static int length(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() && matcher.group("sign") == null ? matcher.end() : 0;
    }

    private static @Nullable Number value(Matcher matcher) {
        boolean negative = matcher.group("sign") != null && !"+".equals(matcher.group("sign"));
        String suffix = lower(matcher.group("suffix"));
        BigInteger multiplier = multiplier(lower(matcher.group("mult")));
        String decimal = matcher.group("dec");
        if (decimal != null && (decimal.matches(".*[.eE].*") || suffix.equals("d"))) {
            BigDecimal exact = exact(decimal, negative, multiplier);
            if (suffix.equals("d")) {
                return exact;
            }
            if (suffix.isEmpty()) {
                double real = Double.parseDouble(decimal) * multiplier.doubleValue();
                return negative ? -real : real;
            }
            return sized(exact.toBigInteger(), suffix);
        }
        BigInteger whole = whole(matcher, suffix.isEmpty());
        if (negative) {
            whole = whole.negate();
        }
        whole = whole.multiply(multiplier);
        return suffix.isEmpty() ? smallest(whole) : sized(whole, suffix);
    }

    private static BigDecimal exact(String decimal, boolean negative, BigInteger multiplier) {
        BigDecimal exact = new BigDecimal(decimal).multiply(new BigDecimal(multiplier));
        return negative ? exact.negate() : exact;
    }

    private static BigInteger whole(Matcher matcher, boolean wraps) {
        String hex = matcher.group("hex");
        String binary = matcher.group("bin");
        if (hex != null) {
            BigInteger value = new BigInteger(hex, 16);
            return wraps ? wrapped(value, hex.length() * 4) : value;
        }
        if (binary != null) {
            BigInteger value = new BigInteger(binary, 2);
            return wraps ? wrapped(value, binary.length()) : value;
        }
        return new BigInteger(matcher.group("dec"));
    }

    /// Hexadecimal and binary literals that fill 32 or 64 bits are two's complement.
    private static BigInteger wrapped(BigInteger value, int digits) {
        if (digits <= 32) {
            return BigInteger.valueOf(value.intValue());
        }
        return digits <= 64 ? BigInteger.valueOf(value.longValue()) : value;
    }

    private static Number smallest(BigInteger value) {
        if (value.bitLength() < 32) {
            return value.intValue();
        }
        if (value.bitLength() < 64) {
            return value.longValue();
        }
        // .NET's decimal holds 96 bits
        return value.bitLength() <= 96 ? new BigDecimal(value) : (Number) value.doubleValue();
    }

    private static @Nullable Number sized(BigInteger value, String suffix) {
        int bits = value.bitLength();
        return switch (suffix) {
            case "y" -> bits < 8 ? (Number) value.byteValue() : null;
            case "uy" -> value.signum() >= 0 && bits <= 8 ? (Number) value.shortValue() : null;
            case "s" -> bits < 16 ? (Number) value.shortValue() : null;
            case "us" -> value.signum() >= 0 && bits <= 16 ? (Number) value.intValue() : null;
            case "l" -> bits < 64 ? (Number) value.longValue() : null;
            case "u" -> value.signum() >= 0 && bits < 64 ? (Number) value.longValue() : value;
            case "d" -> new BigDecimal(value);
            default -> value;
        };
    }

    private static BigInteger multiplier(String name) {
        int power =
                switch (name) {
                    case "kb" -> 10;
                    case "mb" -> 20;
                    case "gb" -> 30;
                    case "tb" -> 40;
                    case "pb" -> 50;
                    default -> 0;
                };
        return BigInteger.ONE.shiftLeft(power);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
