package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.AkpMaterial;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.EcKeyForm;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/// Checks keys that come from outside (security.md, section 9). RSA takes up to half a second: the
/// factors are proved prime against an adversary.
public final class KeyImport {
    /// As the service has it (data-plane-keys.md, section 8).
    private static final int LONGEST_OCT_BYTES = 64;

    private final SecureRandom random;

    public KeyImport(SecureRandom random) {
        this.random = random;
    }

    /// @throws VaultException with `BadParameter` naming the part (`key.n`, `key.d`, ...) that is
    ///   wrong, or `key_size`
    public ImportedKey check(PrivateKeyParts parts) {
        return switch (parts) {
            case PrivateKeyParts.Rsa rsa -> RsaImport.check(rsa, random);
            case PrivateKeyParts.Ec ec -> check(ec);
            case PrivateKeyParts.Oct oct -> check(oct);
            case PrivateKeyParts.Akp akp -> check(akp);
            case PrivateKeyParts.Okp okp -> check(okp);
        };
    }

    private static ImportedKey check(PrivateKeyParts.Oct key) {
        int length = key.k().length();
        if (length > LONGEST_OCT_BYTES) {
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "JSON Web Key: k property of oct key is too large, maximum size is "
                                    + LONGEST_OCT_BYTES));
        }
        Refusal.unless(
                length == 16 || length == 24 || length >= 32,
                "key.k",
                "16, 24 or 32 to " + LONGEST_OCT_BYTES + " bytes long");
        return new ImportedKey(
                new KeyParameters.Oct(Byte.SIZE * length),
                key.k().use(SecretAccess.request(), SecretBytes::copyOf));
    }

    /// The halves agree, and an expanded key is one that its seed could have made (FIPS 203 7.3,
    /// FIPS 204 6).
    private static ImportedKey check(PrivateKeyParts.Akp key) {
        AkpMaterial material = AkpMaterial.read(key.algorithm(), key.priv());
        byte[] pub = key.pub();
        Refusal.unless(
                pub == null || Arrays.equals(pub, material.publicParts().pub()),
                "key.pub",
                "the public half of key.priv");
        return new ImportedKey(new KeyParameters.Akp(key.algorithm()), material.pkcs8());
    }

    /// Any 32 bytes are a private key (RFC 7748 5, RFC 8032 5.1.5).
    private static ImportedKey check(PrivateKeyParts.Okp key) {
        Refusal.unless(
                key.d().length() == OkpCurve.KEY_BYTES,
                "key.d",
                OkpCurve.KEY_BYTES + " bytes for " + key.curve().joseName());
        byte[] x = key.x();
        return key.d()
                .use(
                        SecretAccess.request(),
                        d -> {
                            Refusal.unless(
                                    x == null || Arrays.equals(x, Pkcs8.publicKey(key.curve(), d)),
                                    "key.x",
                                    "the public half of key.d");
                            return new ImportedKey(
                                    new KeyParameters.Okp(key.curve()),
                                    Pkcs8.write(key.curve(), d));
                        });
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
        return new ImportedKey(new KeyParameters.Ec(curve), EcKeyForm.pkcs8(point, d));
    }
}
