package dev.keyward.crypto.forms;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// Names and arithmetic of the curves (SEC 2).
public final class EcCurves {
    private EcCurves() {}

    public static ASN1ObjectIdentifier oid(Curve curve) {
        return switch (curve) {
            case P_256 -> SECObjectIdentifiers.secp256r1;
            case P_384 -> SECObjectIdentifiers.secp384r1;
            case P_521 -> SECObjectIdentifiers.secp521r1;
            case P_256K -> SECObjectIdentifiers.secp256k1;
        };
    }

    public static Optional<Curve> byOid(ASN1ObjectIdentifier oid) {
        for (Curve curve : Curve.values()) {
            if (oid(curve).equals(oid)) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }

    public static BigInteger order(Curve curve) {
        return parameters(curve).getN();
    }

    /// Whether the coordinates are those of a point on the curve, and not of infinity.
    public static boolean isOnCurve(Curve curve, BigInteger x, BigInteger y) {
        X9ECParameters parameters = parameters(curve);
        BigInteger p = parameters.getCurve().getField().getCharacteristic();
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && parameters.getCurve().createPoint(x, y).isValid();
    }

    /// The public point of a private number.
    ///
    /// @param d from 1 to the order less 1
    public static PublicKeyParts.Ec publicPoint(Curve curve, BigInteger d) {
        X9ECParameters parameters = parameters(curve);
        if (d.signum() <= 0 || d.compareTo(parameters.getN()) >= 0) {
            throw Bug.because("a private number out of range");
        }
        ECPoint point = new FixedPointCombMultiplier().multiply(parameters.getG(), d).normalize();
        return coordinates(curve, point);
    }

    /// Reads a point in the form of SEC 1, 2.3.3.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it isn't one of the curve
    public static PublicKeyParts.Ec decodePoint(Curve curve, byte[] encoded) {
        ECPoint point;
        try {
            point = parameters(curve).getCurve().decodePoint(encoded).normalize();
        } catch (IllegalArgumentException _) {
            throw Refusal.of("public key", "a point of " + curve.joseName());
        }
        Refusal.unless(!point.isInfinity(), "public key", "a point of " + curve.joseName());
        return coordinates(curve, point);
    }

    private static PublicKeyParts.Ec coordinates(Curve curve, ECPoint point) {
        int width = curve.coordinateBytes();
        return new PublicKeyParts.Ec(
                curve,
                Numbers.fixed(point.getAffineXCoord().toBigInteger(), width),
                Numbers.fixed(point.getAffineYCoord().toBigInteger(), width));
    }

    private static X9ECParameters parameters(Curve curve) {
        return SECNamedCurves.getByOID(oid(curve));
    }
}
