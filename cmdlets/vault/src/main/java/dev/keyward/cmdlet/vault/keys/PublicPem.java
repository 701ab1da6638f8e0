package dev.keyward.cmdlet.vault.keys;

import dev.keyward.wire.keys.JsonWebKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A public key as PEM: `SubjectPublicKeyInfo` (RFC 5280 4.1.2.7) in DER.
///
/// Written out by hand, as a few fixed shapes need no library and the curve of `P-256K` isn't known
/// to the JDK.
final class PublicPem {
    private static final String RSA = "06092a864886f70d0101010500"; // RFC 8017 A.1, with its NULL
    private static final String EC = "06072a8648ce3d0201"; // RFC 5480 2.1.1

    private PublicPem() {}

    static String of(JsonWebKey jwk) {
        byte[] algorithm;
        byte[] key;
        String modern = modern(jwk);
        byte[] n = jwk.n();
        byte[] e = jwk.e();
        if (!modern.isEmpty()) {
            algorithm = sequence(HexFormat.of().parseHex(modern));
            key = present(jwk.pub() == null ? jwk.x() : jwk.pub());
        } else if (n != null && e != null) {
            algorithm = sequence(HexFormat.of().parseHex(RSA));
            key = sequence(join(integer(n), integer(e)));
        } else {
            String curve =
                    switch (jwk.crv()) {
                        case "P-256" -> "06082a8648ce3d030107";
                        case "P-384" -> "06052b81040022";
                        case "P-521" -> "06052b81040023";
                        case "P-256K" -> "06052b8104000a";
                        case null, default -> "";
                    };
            algorithm = sequence(HexFormat.of().parseHex(EC + curve));
            key = join(new byte[] {4}, present(jwk.x()), present(jwk.y()));
        }
        byte[] der = sequence(join(algorithm, tagged(3, join(new byte[] {0}, key))));
        String base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    /// The algorithm of RFC 8410, 3; RFC 9881, 2; RFC 9935, 3; empty for another.
    private static String modern(JsonWebKey jwk) {
        String name = jwk.alg() == null ? jwk.crv() : jwk.alg();
        return switch (name) {
            case "Ed25519" -> "06032b6570";
            case "X25519" -> "06032b656e";
            case "ML-DSA-44" -> "0609608648016503040311";
            case "ML-DSA-65" -> "0609608648016503040312";
            case "ML-DSA-87" -> "0609608648016503040313";
            case "ML-KEM-512" -> "0609608648016503040401";
            case "ML-KEM-768" -> "0609608648016503040402";
            case "ML-KEM-1024" -> "0609608648016503040403";
            case null, default -> "";
        };
    }

    private static byte[] present(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static byte[] integer(byte[] unsigned) {
        return tagged(2, new java.math.BigInteger(1, unsigned).toByteArray());
    }

    private static byte[] sequence(byte[] content) {
        return tagged(0x30, content);
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
