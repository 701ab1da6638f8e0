package dev.keyward.crypto.keys;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.model.Bug;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The two forms of an ECDSA signature: `SEQUENCE { r, s }` (RFC 3279 2.2.3), which providers want,
/// and `r` and `s` side by side (IEEE P1363), which JOSE wants.
public final class EcdsaDer {
    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;

    private EcdsaDer() {}

    /// @param raw an even number of bytes
    public static byte[] fromRaw(byte[] raw) {
        int width = raw.length / 2;
        byte[] r = Numbers.read(Arrays.copyOf(raw, width)).toByteArray();
        byte[] s = Numbers.read(Arrays.copyOfRange(raw, width, raw.length)).toByteArray();
        int content = 2 + r.length + 2 + s.length;
        ByteBuffer der = ByteBuffer.allocate(content + (content < 0x80 ? 2 : 3));
        der.put(SEQUENCE);
        if (content >= 0x80) {
            der.put((byte) 0x81);
        }
        der.put((byte) content);
        der.put(INTEGER).put((byte) r.length).put(r);
        der.put(INTEGER).put((byte) s.length).put(s);
        return der.array();
    }

    /// @param der from a provider that has just signed
    /// @param width of each half
    static byte[] toRaw(byte[] der, int width) {
        ByteBuffer in = ByteBuffer.wrap(der);
        expect(in, SEQUENCE);
        int length = in.get() & 0xff;
        if (length == 0x81) {
            length = in.get() & 0xff;
        }
        if (length != in.remaining()) {
            throw Bug.because("a provider made a malformed signature");
        }
        byte[] raw = new byte[2 * width];
        System.arraycopy(half(in, width), 0, raw, 0, width);
        System.arraycopy(half(in, width), 0, raw, width, width);
        return raw;
    }

    private static byte[] half(ByteBuffer in, int width) {
        expect(in, INTEGER);
        byte[] number = new byte[in.get() & 0xff];
        in.get(number);
        return Numbers.fixed(new BigInteger(number), width);
    }

    private static void expect(ByteBuffer in, byte tag) {
        if (in.get() != tag) {
            throw Bug.because("a provider made a malformed signature");
        }
    }
}
