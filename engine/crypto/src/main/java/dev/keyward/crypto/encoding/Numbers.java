package dev.keyward.crypto.encoding;

import dev.keyward.model.Bug;
import java.math.BigInteger;
import java.util.Arrays;

/// Unsigned big-endian numbers (I2OSP and OS2IP of RFC 8017, 4).
public final class Numbers {
    private Numbers() {}

    public static BigInteger read(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /// Without leading zeros.
    public static byte[] minimal(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0
                ? Arrays.copyOfRange(bytes, 1, bytes.length)
                : bytes;
    }

    /// @param width in bytes; the number must fit
    public static byte[] fixed(BigInteger number, int width) {
        byte[] bytes = minimal(number);
        try {
            return fixed(bytes, width);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Widens with leading zeros.
    public static byte[] fixed(byte[] number, int width) {
        if (number.length > width) {
            throw Bug.because("a number of " + number.length + " bytes in " + width);
        }
        byte[] result = new byte[width];
        System.arraycopy(number, 0, result, width - number.length, number.length);
        return result;
    }
}
