package dev.keyward.wire;

/// Whether octets are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, nothing past
/// U+10FFFF. The JSON parser decodes more, and what it decodes another reader would refuse.
final class Utf8 {
    private static final int SHORTEST_OF_THREE = 0x800;
    private static final int SHORTEST_OF_FOUR = 0x10000;

    private Utf8() {}

    static boolean isWellFormed(byte[] text) {
        int at = 0;
        while (at < text.length) {
            if (text[at] >= 0) {
                at++;
                continue;
            }
            int length = sequence(text, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /// @return how long the sequence that begins there is, 0 where it is none
    private static int sequence(byte[] text, int at) {
        int first = text[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > text.length) {
            return 0;
        }
        int point = first & 0x7F >> length;
        for (int i = 1; i < length; i++) {
            int next = text[at + i];
            if ((next & 0xC0) != 0x80) {
                return 0;
            }
            point = point << 6 | next & 0x3F;
        }
        boolean valid =
                switch (length) {
                    case 2 -> true;
                    case 3 ->
                            point >= SHORTEST_OF_THREE
                                    && (point < Character.MIN_SURROGATE
                                            || point > Character.MAX_SURROGATE);
                    default -> point >= SHORTEST_OF_FOUR && point <= Character.MAX_CODE_POINT;
                };
        return valid ? length : 0;
    }
}
