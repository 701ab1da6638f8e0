package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.forms.AkpMaterial;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Reads the private keys of others, which are less regular than [Pkcs8]: the public point may be
/// missing, or compressed.
public final class PrivateKeyInfos {
    private PrivateKeyInfos() {}

    /// @throws IOException if the inner structure is none
    public static PrivateKeyParts parts(PrivateKeyInfo info) throws IOException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return rsa(RSAPrivateKey.getInstance(info.parsePrivateKey()));
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return ec(
                    curve(info.getPrivateKeyAlgorithm().getParameters()),
                    ECPrivateKey.getInstance(info.parsePrivateKey()));
        }
        for (OkpCurve curve : OkpCurve.values()) {
            if (algorithm.equals(Pkcs8.oid(curve))) {
                return new PrivateKeyParts.Okp(curve, null, SecretBytes.adopt(Pkcs8.scalar(info)));
            }
        }
        return akp(info)
                .orElseThrow(() ->
                        KeyFiles.refused(
                                "the file of an RSA, EC, Curve25519, ML-DSA or ML-KEM key, not of "
                                        + algorithm));
    }

    /// Bouncy Castle checks seed and expanded key against each other where a file has both.
    private static Optional<PrivateKeyParts> akp(PrivateKeyInfo info) throws IOException {
        try {
            return AkpMaterial.read(info).map(AkpMaterial::parts);
        } catch (RuntimeException _) {
            // Also what it says of algorithms it doesn't know.
            return Optional.empty();
        }
    }

    private static PrivateKeyParts.Rsa rsa(RSAPrivateKey key) {
        // Version 1 has more than two primes (RFC 8017 A.1.2).
        if (key.getVersion().signum() != 0) {
            throw KeyFiles.refused("the file of an RSA key with two primes");
        }
        return new PrivateKeyParts.Rsa(
                Numbers.minimal(key.getModulus()),
                Numbers.minimal(key.getPublicExponent()),
                secret(key.getPrivateExponent()),
                new PrivateKeyParts.Crt(
                        secret(key.getPrime1()),
                        secret(key.getPrime2()),
                        secret(key.getExponent1()),
                        secret(key.getExponent2()),
                        secret(key.getCoefficient())));
    }

    private static PrivateKeyParts.Ec ec(Curve curve, ECPrivateKey key) {
        int width = curve.coordinateBytes();
        BigInteger d = key.getKey();
        if (d.signum() <= 0 || d.compareTo(EcCurves.order(curve)) >= 0) {
            throw KeyFiles.refused("the file of a key in the range of its curve");
        }
        ASN1BitString stored = key.getPublicKey();
        PublicKeyParts.Ec point =
                stored == null
                        ? EcCurves.publicPoint(curve, d)
                        : EcCurves.decodePoint(curve, stored.getOctets());
        return new PrivateKeyParts.Ec(
                curve, point.x(), point.y(), SecretBytes.adopt(Numbers.fixed(d, width)));
    }

    private static Curve curve(ASN1Encodable parameters) {
        // Anything but a name spells a curve out, and could spell out a weak one.
        if (!(parameters instanceof ASN1ObjectIdentifier oid)) {
            throw KeyFiles.refused("the file of a key on a named curve");
        }
        return EcCurves.byOid(oid)
                .orElseThrow(() ->
                        KeyFiles.refused("the file of a key on P-256, P-384, P-521 or P-256K"));
    }

    private static SecretBytes secret(BigInteger number) {
        byte[] bytes = Numbers.minimal(number);
        SecretBytes secret = SecretBytes.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
