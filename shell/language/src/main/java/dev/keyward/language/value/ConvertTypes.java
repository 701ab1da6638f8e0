package dev.keyward.language.value;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// System.Convert and System.BitConverter.
final class ConvertTypes {
    private static final int BASE64_LINE = 76;

    private ConvertTypes() {}

    static List<TypeEntry> entries() {
        TypeEntry convert =
                TypeEntry.of("System.Convert")
                        .fixed("ToBase64String", 1, 4, ConvertTypes::toBase64)
                        .fixed("FromBase64String", 1, 1, ConvertTypes::fromBase64)
                        .fixed("ToHexString", 1, 1, c -> hex(c).toUpperCase(Locale.ROOT))
                        .fixed("FromHexString", 1, 1, ConvertTypes::fromHex)
                        .fixed("ToString", 1, 2, ConvertTypes::toText)
                        .fixed("ToBoolean", 1, 1, ConvertTypes::toBool)
                        .fixed("ToChar", 1, 1, c -> c.parsed(0, NetType.CHAR))
                        .fixed("ToDateTime", 1, 2, c -> c.parsed(0, NetType.DATE_TIME))
                        .fixed("ToDouble", 1, 2, c -> c.parsed(0, NetType.DOUBLE))
                        .fixed("ToSingle", 1, 2, c -> c.parsed(0, NetType.FLOAT))
                        .fixed("ToDecimal", 1, 2, c -> c.parsed(0, NetType.DECIMAL))
                        .fixed("ChangeType", 2, 3, ConvertTypes::changed);
        whole(convert, "ToInt32", NetType.INT, 32);
        whole(convert, "ToInt64", NetType.LONG, 64);
        whole(convert, "ToInt16", NetType.SHORT, 16);
        whole(convert, "ToSByte", NetType.SBYTE, 8);
        whole(convert, "ToByte", NetType.BYTE, 0);
        whole(convert, "ToUInt16", NetType.of("System.UInt16"), 0);
        whole(convert, "ToUInt32", NetType.of("System.UInt32"), 0);
        whole(convert, "ToUInt64", NetType.of("System.UInt64"), 0);
        TypeEntry bits =
                TypeEntry.of("System.BitConverter")
                        .constant("IsLittleEndian", _ -> true)
                        .fixed("ToString", 1, 3, ConvertTypes::dashed)
                        .fixed("GetBytes", 1, 1, ConvertTypes::littleEndian)
                        .fixed("ToInt32", 2, 2, c -> (int) number(c, 4))
                        .fixed("ToInt64", 2, 2, c -> number(c, 8));
        return List.of(convert, bits);
    }

    private static void whole(TypeEntry convert, String name, NetType type, int signedBits) {
        convert.fixed(
                name,
                1,
                2,
                c -> {
                    if (!(c.get(1) instanceof Integer radix)) {
                        return c.get(0) == null
                                ? c.values().conversions().convert(0, type)
                                : c.parsed(0, type);
                    }
                    return ofRadix(c, type, signedBits, radix);
                });
    }

    private static @Nullable Object ofRadix(Call c, NetType type, int signedBits, int radix) {
        String text = c.text(0);
        if (radix == 16 && text.toLowerCase(Locale.ROOT).startsWith("0x")) {
            text = text.substring(2);
        }
        try {
            BigInteger value = new BigInteger(text, radix);
            if (signedBits > 0 && radix != 10 && value.bitLength() == signedBits) {
                value = value.subtract(BigInteger.ONE.shiftLeft(signedBits));
            }
            return c.values().conversions().convert(value, type);
        } catch (NumberFormatException e) {
            throw NetException.format("Could not find any recognizable digits.");
        }
    }

    private static String toBase64(Call c) {
        byte[] bytes = c.bytes(0, "inArray");
        if (c.get(1) instanceof Integer from && c.get(2) instanceof Integer count) {
            bytes = java.util.Arrays.copyOfRange(bytes, from, from + count);
        }
        boolean lines = c.has(1) && c.text(c.count() - 1).equals("InsertLineBreaks");
        return lines
                ? Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\r', '\n'}).encodeToString(bytes)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] fromBase64(Call c) {
        c.required(0, "s");
        try {
            return Base64.getDecoder().decode(c.text(0).replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw NetException.format(
                    "The input is not a valid Base-64 string as it contains a non-base 64"
                            + " character, more than two padding characters, or an illegal"
                            + " character among the padding characters.");
        }
    }

    private static String hex(Call c) {
        return HexFormat.of().formatHex(c.bytes(0, "inArray"));
    }

    private static byte[] fromHex(Call c) {
        try {
            return HexFormat.of().parseHex(c.text(0));
        } catch (IllegalArgumentException e) {
            throw NetException.format("The input is not a valid hex string.");
        }
    }

    private static String toText(Call c) {
        if (c.get(1) instanceof Integer radix && c.get(0) instanceof Number number) {
            long value = number.longValue();
            return number instanceof Long || radix == 10
                    ? radix == 10
                            ? Long.toString(value)
                            : new BigInteger(Long.toUnsignedString(value)).toString(radix)
                    : Integer.toUnsignedString((int) value, radix);
        }
        return c.values().text().shown(c.get(0));
    }

    private static boolean toBool(Call c) {
        return switch (c.get(0)) {
            case String text when text.strip().equalsIgnoreCase("true") -> true;
            case String text when text.strip().equalsIgnoreCase("false") -> false;
            case String text ->
                    throw NetException.format(
                            "String '" + text + "' was not recognized as a valid Boolean.");
            case null, default -> c.flag(0);
        };
    }

    private static @Nullable Object changed(Call c) {
        return c.get(1) instanceof NetType type ? c.parsed(0, type) : c.get(0);
    }

    private static String dashed(Call c) {
        byte[] bytes = c.bytes(0, "value");
        int from = c.has(1) ? c.whole(1) : 0;
        int count = c.has(2) ? c.whole(2) : bytes.length - from;
        return HexFormat.ofDelimiter("-").withUpperCase().formatHex(bytes, from, from + count);
    }

    private static byte[] littleEndian(Call c) {
        Number number = c.number(0);
        int size =
                switch (number) {
                    case Short _ -> 2;
                    case Integer _ -> 4;
                    default -> 8;
                };
        long bits =
                number instanceof Double real ? Double.doubleToLongBits(real) : number.longValue();
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (bits >> 8 * i);
        }
        return bytes;
    }

    private static long number(Call c, int size) {
        byte[] bytes = c.bytes(0, "value");
        int from = c.whole(1);
        if (from < 0 || from + size > bytes.length) {
            throw NetException.argument("Destination array is not long enough.", "value");
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xff;
        }
        return value;
    }
}
