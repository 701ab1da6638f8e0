package dev.keyward.wire;

import java.util.Base64;
import java.util.Optional;

/// Base64url without padding (RFC 4648 5), as every `bytes` member of the service uses it.
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /// The url alphabet alone, no padding, no blanks, no left-over bits.
    public static Optional<byte[]> decode(String text) {
        return decode(text, text.length(), Alphabet.URL);
    }

    /// Takes the standard alphabet and padding as well, which some clients send
    /// (known-client-quirks.md, section 13).
    public static Optional<byte[]> decodeEither(String text) {
        int end = text.length();
        if (end % 4 == 0) {
            for (int i = 0; i < 2 && end > 0 && text.charAt(end - 1) == '='; i++) {
                end--;
            }
        }
        return decode(text, end, Alphabet.EITHER);
    }

    private enum Alphabet {
        URL,
        EITHER
    }

    private static Optional<byte[]> decode(String text, int length, Alphabet alphabet) {
        int rest = length % 4;
        if (rest == 1) {
            return Optional.empty();
        }
        byte[] out = new byte[length / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < length; i++) {
            int value = valueOf(text.charAt(i), alphabet);
            if (value < 0) {
                return Optional.empty();
            }
            held = held << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (held >>> bits);
                held &= (1 << bits) - 1;
            }
        }
        return held == 0 ? Optional.of(out) : Optional.empty();
    }

    private static int valueOf(char c, Alphabet alphabet) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '-' -> 62;
            case '_' -> 63;
            case '+' -> alphabet == Alphabet.EITHER ? 62 : -1;
            case '/' -> alphabet == Alphabet.EITHER ? 63 : -1;
            default -> -1;
        };
    }
}
