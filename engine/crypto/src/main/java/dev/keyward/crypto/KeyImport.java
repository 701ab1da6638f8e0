package dev.keyward.crypto;

import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/// Checks keys that come from outside (security.md, section 9). RSA takes up to half a second: the
/// factors are proved prime against an adversary.
public final class KeyImport {
    private final SecureRandom random;

    public KeyImport(SecureRandom random) {
        this.random = random;
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` naming the part (`key.n`,
    ///   `key.d`, ...) that is wrong, or `key_size`
    public ImportedKey check(PrivateKeyParts parts) {
        return switch (parts) {
            case PrivateKeyParts.Rsa rsa -> RsaImport.check(rsa, random);
            case PrivateKeyParts.Ec ec -> check(ec);
        };
    }

    /// Right width, on the curve, private number in range, and both halves of one key (SEC 1,
    /// 3.2.2.1; RFC 7518 6.2).
    private static ImportedKey check(PrivateKeyParts.Ec key) {
        Curve curve = key.curve();
        int width = curve.coordinateBytes();
        String widthRule = width + " bytes for " + curve.joseName();
        Refusal.unless(key.x().length == width, "key.x", widthRule);
        Refusal.unless(key.y().length == width, "key.y", widthRule);
        Refusal.unless(key.d().length() == width, "key.d", widthRule);
        Refusal.unless(
                EcCurves.isOnCurve(curve, Numbers.read(key.x()), Numbers.read(key.y())),
                "key.x",
                "a point of " + curve.joseName() + " together with key.y");
        BigInteger d = key.d().use(SecretAccess.request(), Numbers::read);
        Refusal.unless(
                d.signum() > 0 && d.compareTo(EcCurves.order(curve)) < 0,
                "key.d",
                "from 1 to the order of " + curve.joseName() + " less 1");
        PublicKeyParts.Ec point = EcCurves.publicPoint(curve, d);
        Refusal.unless(
                Arrays.equals(point.x(), key.x()) && Arrays.equals(point.y(), key.y()),
                "key.d",
                "the private half of key.x and key.y");
        return new ImportedKey(new KeyParameters.Ec(curve), Pkcs8.write(point, d));
    }
}
