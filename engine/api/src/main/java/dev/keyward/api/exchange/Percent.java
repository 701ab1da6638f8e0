package dev.keyward.api.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Percent-decoding of URL parts (RFC 3986, section 2.1), to strict UTF-8.
final class Percent {
    private Percent() {}

    /// How `+` reads: itself in a path, a blank in a query.
    enum Plus {
        LITERAL,
        BLANK
    }

    /// @return null when the text has a bad escape, bytes outside ASCII, or isn't UTF-8
    static @Nullable String decode(String text, int from, int to, Plus plus) {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x7F || c < 0x21) {
                return null;
            }
            plain &= c != '%' && c != '+';
        }
        return plain ? text.substring(from, to) : unescape(text, from, to, plus);
    }

    private static @Nullable String unescape(String text, int from, int to, Plus plus) {
        ByteBuffer bytes = ByteBuffer.allocate(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= to) {
                    return null;
                }
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' && plus == Plus.BLANK ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException bad) {
            return null;
        }
    }
}
