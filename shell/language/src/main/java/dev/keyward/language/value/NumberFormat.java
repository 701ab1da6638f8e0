package dev.keyward.language.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers in .NET's standard (`N2`, `X4`) and custom (`#,##0.00`) formats, en-US.
final class NumberFormat {
    private NumberFormat() {}

    /// @throws NetException if the format isn't one
    static String format(Number number, String format) {
        if (format.isEmpty()) {
            return Numbers.roundTrip(number);
        }
        if (format.matches("[A-Za-z]\\d{0,3}")) {
            int digits = format.length() > 1 ? Integer.parseInt(format.substring(1)) : -1;
            return standard(number, format.charAt(0), digits);
        }
        return number instanceof Double d && (d.isNaN() || d.isInfinite())
                ? Numbers.text(d)
                : CustomNumberFormat.format(Numbers.exact(number), format);
    }

    private static String standard(Number number, char letter, int digits) {
        char kind = Character.toUpperCase(letter);
        if (kind == 'D' || kind == 'X' || kind == 'B') {
            if (!Numbers.isIntegral(number)) {
                throw NetException.format("Format specifier was invalid.");
            }
            return kind == 'D'
                    ? padded(Numbers.whole(number), digits)
                    : bits(number, letter, Math.max(digits, 1));
        }
        if (number instanceof Double d && (d.isNaN() || d.isInfinite())) {
            return Numbers.text(d);
        }
        return switch (kind) {
            case 'N' -> grouped(number, digits < 0 ? 2 : digits);
            case 'F' -> fixed(value(number), digits < 0 ? 2 : digits);
            case 'C' -> currency(value(number), digits < 0 ? 2 : digits);
            case 'P' -> grouped(value(number).movePointRight(2), digits < 0 ? 2 : digits) + "%";
            case 'E' -> exponent(value(number), digits < 0 ? 6 : digits, letter, 3);
            case 'G' -> general(number, digits, letter);
            case 'R' -> Numbers.roundTrip(number);
            default -> throw NetException.format("Format specifier was invalid.");
        };
    }

    /// The decimal value of what a double's shortest text says: 2.675 is 2.675 and not a bit less.
    private static BigDecimal value(Number number) {
        return switch (number) {
            case Double it -> new BigDecimal(Double.toString(it));
            case Float it -> new BigDecimal(Float.toString(it));
            default -> Numbers.exact(number);
        };
    }

    private static String padded(BigInteger value, int digits) {
        String text = value.abs().toString();
        String zeros = "0".repeat(Math.max(0, digits - text.length()));
        return (value.signum() < 0 ? "-" : "") + zeros + text;
    }

    private static String bits(Number number, char letter, int digits) {
        int radix = Character.toUpperCase(letter) == 'X' ? 16 : 2;
        BigInteger value = Numbers.whole(number);
        if (value.signum() < 0) {
            int width =
                    switch (number) {
                        case Byte _ -> 8;
                        case Short _ -> 16;
                        case Integer _ -> 32;
                        default -> 64;
                    };
            value = value.add(BigInteger.ONE.shiftLeft(width));
        }
        String text = value.toString(radix);
        text = "0".repeat(Math.max(0, digits - text.length())) + text;
        return letter == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static String grouped(Number number, int digits) {
        return grouped(value(number), digits);
    }

    private static String grouped(BigDecimal value, int digits) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        String text = rounded.abs().toPlainString();
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String rest = point < 0 ? "" : text.substring(point);
        return (rounded.signum() < 0 ? "-" : "") + thousands(whole) + rest;
    }

    static String thousands(String digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    private static String currency(BigDecimal value, int digits) {
        String text = grouped(value.abs(), digits);
        boolean negative = value.setScale(digits, RoundingMode.HALF_UP).signum() < 0;
        return (negative ? "-" : "") + "$" + text;
    }

    static String exponent(BigDecimal value, int digits, char letter, int powerDigits) {
        if (value.signum() == 0) {
            String zeros = digits > 0 ? "." + "0".repeat(digits) : "";
            return "0" + zeros + letter + "+" + "0".repeat(powerDigits);
        }
        BigDecimal rounded =
                value.round(new java.math.MathContext(digits + 1, RoundingMode.HALF_UP));
        int power = rounded.precision() - rounded.scale() - 1;
        String mantissa =
                rounded.movePointLeft(power).setScale(digits, RoundingMode.HALF_UP).toPlainString();
        String exponent = Integer.toString(Math.abs(power));
        return mantissa
                + letter
                + (power < 0 ? "-" : "+")
                + "0".repeat(Math.max(0, powerDigits - exponent.length()))
                + exponent;
    }

    private static String general(Number number, int digits, char letter) {
        if (digits <= 0) {
            return Numbers.roundTrip(number);
        }
        BigDecimal rounded =
                value(number)
                        .round(new java.math.MathContext(digits, RoundingMode.HALF_UP))
                        .stripTrailingZeros();
        int power = rounded.precision() - rounded.scale() - 1;
        if (rounded.signum() == 0 || power > -5 && power < digits) {
            return rounded.toPlainString();
        }
        return exponent(rounded, rounded.precision() - 1, letter == 'G' ? 'E' : 'e', 2);
    }
}
