package dev.keyward.crypto.encoding;

import dev.keyward.model.Bug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;

/// DER of structures in memory (X.690), where writing can't fail.
///
/// What a first start makes is written here by hand, not by Bouncy Castle: to check the signature
/// of its jar costs a quarter of a second of CPU time (performance.md, section 7).
public final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int UTF8_STRING = 0x0c;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private Der() {}

    public static byte[] encoded(ASN1Object structure) {
        try {
            return structure.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    /// An element with its parts one after the other as content.
    public static byte[] element(int tag, byte[]... parts) {
        byte[] content = joined(parts);
        return joined(head(tag, content.length), content);
    }

    public static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    public static byte[] integer(BigInteger number) {
        return element(INTEGER, number.toByteArray());
    }

    /// A bit string of whole bytes.
    public static byte[] bits(byte[] bytes) {
        return element(BIT_STRING, new byte[] {0}, bytes);
    }

    /// Tag and length of an element (8.1.2, 8.1.3, 10.1).
    ///
    /// @param length below 65536
    public static byte[] head(int tag, int length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        return length <= 0xff
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// @param hex a whole element
    public static byte[] constant(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
