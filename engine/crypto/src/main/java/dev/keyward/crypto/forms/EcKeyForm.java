package dev.keyward.crypto.forms;

import dev.keyward.crypto.encoding.Der;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.model.Curve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The form in which EC keys are kept, see [Pkcs8]: on one curve all have the same length and
/// differ in the numbers only, so they are written and read without an ASN.1 library.
public final class EcKeyForm {
    /// id-ecPublicKey (RFC 5480 2.1.1).
    private static final byte[] EC_PUBLIC_KEY = Der.constant("06072a8648ce3d0201");

    /// Of `PrivateKeyInfo` (RFC 5958 2).
    private static final byte[] VERSION_0 = Der.constant("020100");

    /// Of `ECPrivateKey` (RFC 5915 3).
    private static final byte[] VERSION_1 = Der.constant("020101");

    private static final byte[] UNCOMPRESSED = {4};

    /// No unused bits, and a point that isn't compressed.
    private static final byte[] BEFORE_POINT = {0, 4};

    private static final int PUBLIC_KEY_TAG = 0xa1;

    private static final Map<Curve, Frame> FRAMES = frames();

    private EcKeyForm() {}

    private static Map<Curve, Frame> frames() {
        Map<Curve, Frame> frames = new EnumMap<>(Curve.class);
        for (Curve curve : Curve.values()) {
            frames.put(curve, Frame.of(curve));
        }
        return frames;
    }

    private static Frame frame(Curve curve) {
        return Objects.requireNonNull(FRAMES.get(curve));
    }

    /// What surrounds the numbers: head, d, middle, x, y.
    private record Frame(byte[] head, byte[] middle) {
        static Frame of(Curve curve) {
            int width = curve.coordinateBytes();
            int pointLength = BEFORE_POINT.length + 2 * width;
            byte[] point = Der.head(Der.BIT_STRING, pointLength);
            byte[] tagged = Der.head(PUBLIC_KEY_TAG, point.length + pointLength);
            byte[] number = Der.head(Der.OCTET_STRING, width);
            int keyLength =
                    VERSION_1.length
                            + number.length
                            + width
                            + tagged.length
                            + point.length
                            + pointLength;
            byte[] key = Der.head(Der.SEQUENCE, keyLength);
            byte[] octets = Der.head(Der.OCTET_STRING, key.length + keyLength);
            byte[] algorithm = algorithm(curve);
            byte[] whole =
                    Der.head(
                            Der.SEQUENCE,
                            VERSION_0.length
                                    + algorithm.length
                                    + octets.length
                                    + key.length
                                    + keyLength);
            return new Frame(
                    Der.joined(whole, VERSION_0, algorithm, octets, key, VERSION_1, number),
                    Der.joined(tagged, point, BEFORE_POINT));
        }

        int length(Curve curve) {
            return head.length + middle.length + 3 * curve.coordinateBytes();
        }
    }

    /// A private key with its public point.
    public static SecretBytes pkcs8(PublicKeyParts.Ec point, BigInteger d) {
        Frame frame = frame(point.curve());
        byte[] number = Numbers.fixed(d, point.curve().coordinateBytes());
        ByteBuffer whole = ByteBuffer.allocate(frame.length(point.curve()));
        whole.put(frame.head()).put(number).put(frame.middle()).put(point.x()).put(point.y());
        Arrays.fill(number, (byte) 0);
        return SecretBytes.adopt(whole.array());
    }

    /// The point of a key of this form; nothing if it isn't one.
    public static Optional<PublicKeyParts.Ec> publicParts(SecretBytes pkcs8) {
        return pkcs8.use(
                SecretAccess.request(),
                bytes -> {
                    for (Curve curve : Curve.values()) {
                        Frame frame = frame(curve);
                        if (bytes.length == frame.length(curve) && fits(frame, curve, bytes)) {
                            return Optional.of(point(curve, bytes));
                        }
                    }
                    return Optional.empty();
                });
    }

    private static boolean fits(Frame frame, Curve curve, byte[] bytes) {
        int head = frame.head().length;
        int middle = head + curve.coordinateBytes();
        return Arrays.equals(frame.head(), 0, head, bytes, 0, head)
                && Arrays.equals(
                        frame.middle(),
                        0,
                        frame.middle().length,
                        bytes,
                        middle,
                        middle + frame.middle().length);
    }

    private static PublicKeyParts.Ec point(Curve curve, byte[] bytes) {
        int width = curve.coordinateBytes();
        int y = bytes.length - width;
        return new PublicKeyParts.Ec(
                curve,
                Arrays.copyOfRange(bytes, y - width, y),
                Arrays.copyOfRange(bytes, y, bytes.length));
    }

    /// X.509 SubjectPublicKeyInfo (RFC 5480 2).
    public static byte[] subjectPublicKeyInfo(PublicKeyParts.Ec point) {
        return Der.sequence(
                algorithm(point.curve()),
                Der.element(Der.BIT_STRING, BEFORE_POINT, point.x(), point.y()));
    }

    /// Its name in SEC 2, which providers know.
    public static String secName(Curve curve) {
        return switch (curve) {
            case P_256 -> "secp256r1";
            case P_384 -> "secp384r1";
            case P_521 -> "secp521r1";
            case P_256K -> "secp256k1";
        };
    }

    /// SEC 1, 2.3.3, not compressed.
    public static byte[] encoded(PublicKeyParts.Ec point) {
        return Der.joined(UNCOMPRESSED, point.x(), point.y());
    }

    private static byte[] algorithm(Curve curve) {
        return Der.sequence(EC_PUBLIC_KEY, oid(curve));
    }

    /// RFC 5480 2.1.1.1; secp256k1 SEC 2, A.2.1.
    private static byte[] oid(Curve curve) {
        return Der.constant(
                switch (curve) {
                    case P_256 -> "06082a8648ce3d030107";
                    case P_384 -> "06052b81040022";
                    case P_521 -> "06052b81040023";
                    case P_256K -> "06052b8104000a";
                });
    }
}
