package dev.keyward.api.data.keys;

import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;

/// The numbers of an EC key that a client imports. They are to have the width of the curve (RFC
/// 7518 6.2.1.2, 6.2.2.1), but az CLI drops leading zeros, which most keys of P-521 have; so a
/// shorter number is widened. One that is too long stays as it is, to be refused.
final class EcNumbers {
    private EcNumbers() {}

    static PrivateKeyParts.Ec parts(Curve curve, byte[] x, byte[] y, SecretBytes d) {
        int width = curve.coordinateBytes();
        return new PrivateKeyParts.Ec(
                curve,
                isShort(x, width) ? widened(x, width) : x,
                isShort(y, width) ? widened(y, width) : y,
                d.use(
                        SecretAccess.request(),
                        number ->
                                isShort(number, width)
                                        ? SecretBytes.adopt(widened(number, width))
                                        : d));
    }

    private static boolean isShort(byte[] number, int width) {
        return number.length > 0 && number.length < width;
    }

    private static byte[] widened(byte[] number, int width) {
        byte[] wide = new byte[width];
        System.arraycopy(number, 0, wide, width - number.length, number.length);
        return wide;
    }
}
