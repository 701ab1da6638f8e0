package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The one form in which private keys are kept: PKCS#8 (RFC 5958) around RFC 8017 `RSAPrivateKey`
/// with its CRT numbers, or RFC 5915 `ECPrivateKey` with its public point.
final class Pkcs8 {
    private Pkcs8() {}

    /// All numbers of an RSA key (RFC 8017 A.1.2).
    record Rsa(
            BigInteger n,
            BigInteger e,
            BigInteger d,
            BigInteger p,
            BigInteger q,
            BigInteger dp,
            BigInteger dq,
            BigInteger qi) {
        @Override
        public String toString() {
            return "Rsa[" + n.bitLength() + " bits]";
        }
    }

    static SecretBytes write(Rsa key) {
        return write(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new RSAPrivateKey(
                        key.n(), key.e(), key.d(), key.p(), key.q(), key.dp(), key.dq(), key.qi()));
    }

    static SecretBytes write(PublicKeyParts.Ec point, BigInteger d) {
        Curve curve = point.curve();
        return write(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, EcCurves.oid(curve)),
                new ECPrivateKey(
                        EcCurves.order(curve).bitLength(),
                        d,
                        new DERBitString(uncompressed(point)),
                        null));
    }

    static PublicKeyParts publicParts(SecretBytes pkcs8) {
        PrivateKeyInfo info = parse(pkcs8);
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        try {
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
                return new PublicKeyParts.Rsa(
                        Numbers.minimal(key.getModulus()),
                        Numbers.minimal(key.getPublicExponent()));
            }
            if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return ecPoint(info);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Bug.because("a stored key is no PKCS#8", e);
        }
        throw Bug.because("a stored key is of the unknown kind " + algorithm);
    }

    /// X.509 SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
    static byte[] subjectPublicKeyInfo(PublicKeyParts parts) {
        try {
            return switch (parts) {
                case PublicKeyParts.Rsa rsa ->
                        new SubjectPublicKeyInfo(
                                        new AlgorithmIdentifier(
                                                PKCSObjectIdentifiers.rsaEncryption,
                                                DERNull.INSTANCE),
                                        new RSAPublicKey(
                                                Numbers.read(rsa.n()), Numbers.read(rsa.e())))
                                .getEncoded(ASN1Encoding.DER);
                case PublicKeyParts.Ec ec ->
                        new SubjectPublicKeyInfo(
                                        new AlgorithmIdentifier(
                                                X9ObjectIdentifiers.id_ecPublicKey,
                                                EcCurves.oid(ec.curve())),
                                        uncompressed(ec))
                                .getEncoded(ASN1Encoding.DER);
            };
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    private static PublicKeyParts ecPoint(PrivateKeyInfo info) throws IOException {
        Curve curve =
                EcCurves.byOid(
                                ASN1ObjectIdentifier.getInstance(
                                        info.getPrivateKeyAlgorithm().getParameters()))
                        .orElseThrow(() -> Bug.because("a stored key on an unknown curve"));
        ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
        byte[] point = key.getPublicKey().getOctets();
        int width = curve.coordinateBytes();
        byte[] x = Arrays.copyOfRange(point, 1, 1 + width);
        byte[] y = Arrays.copyOfRange(point, 1 + width, 1 + 2 * width);
        return new PublicKeyParts.Ec(curve, x, y);
    }

    /// SEC 1, 2.3.3.
    private static byte[] uncompressed(PublicKeyParts.Ec point) {
        int width = point.curve().coordinateBytes();
        byte[] bytes = new byte[1 + 2 * width];
        bytes[0] = 4;
        System.arraycopy(point.x(), 0, bytes, 1, width);
        System.arraycopy(point.y(), 0, bytes, 1 + width, width);
        return bytes;
    }

    private static PrivateKeyInfo parse(SecretBytes pkcs8) {
        return pkcs8.use(
                SecretAccess.request(),
                bytes -> {
                    try {
                        return PrivateKeyInfo.getInstance(bytes);
                    } catch (IllegalArgumentException e) {
                        throw Bug.because("a stored key is no PKCS#8", e);
                    }
                });
    }

    private static SecretBytes write(AlgorithmIdentifier algorithm, ASN1Encodable key) {
        try {
            return SecretBytes.adopt(
                    new PrivateKeyInfo(algorithm, key).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }
}
