package dev.keyward.crypto.forms;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.model.Bug;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/// The one form in which private keys are kept: PKCS#8 (RFC 5958) around RFC 8017 `RSAPrivateKey`
/// with its CRT numbers, RFC 5915 `ECPrivateKey` with its public point, RFC 8410 `CurvePrivateKey`,
/// or a post-quantum key ([AkpMaterial]). Symmetric keys have no such form and are kept bare.
public final class Pkcs8 {
    private Pkcs8() {}

    /// All numbers of an RSA key (RFC 8017 A.1.2).
    public record Rsa(
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

    public static SecretBytes write(Rsa key) {
        return write(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new RSAPrivateKey(
                        key.n(), key.e(), key.d(), key.p(), key.q(), key.dp(), key.dq(), key.qi()));
    }

    /// RFC 8410, 7.
    public static SecretBytes write(OkpCurve curve, byte[] d) {
        return write(new AlgorithmIdentifier(oid(curve)), new DEROctetString(d));
    }

    public static ASN1ObjectIdentifier oid(OkpCurve curve) {
        return switch (curve) {
            case ED25519 -> EdECObjectIdentifiers.id_Ed25519;
            case X25519 -> EdECObjectIdentifiers.id_X25519;
        };
    }

    /// The private key of Curve25519.
    ///
    /// @return the caller wipes it
    public static byte[] scalar(PrivateKeyInfo info) throws IOException {
        return ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    }

    public static PublicKeyParts publicParts(SecretBytes pkcs8) {
        Optional<PublicKeyParts.Ec> point = EcKeyForm.publicParts(pkcs8);
        if (point.isPresent()) {
            return point.get();
        }
        PrivateKeyInfo info = parse(pkcs8);
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        try {
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
                return new PublicKeyParts.Rsa(
                        Numbers.minimal(key.getModulus()),
                        Numbers.minimal(key.getPublicExponent()));
            }
            for (OkpCurve curve : OkpCurve.values()) {
                if (algorithm.equals(oid(curve))) {
                    return okp(curve, info);
                }
            }
            Optional<AkpMaterial> akp = AkpMaterial.read(info);
            if (akp.isPresent()) {
                return akp.get().publicParts();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Bug.because("a stored key is no PKCS#8", e);
        }
        throw Bug.because("a stored key is of the unknown kind " + algorithm);
    }

    /// X.509 SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
    public static byte[] subjectPublicKeyInfo(PublicKeyParts parts) {
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
                case PublicKeyParts.Ec ec -> EcKeyForm.subjectPublicKeyInfo(ec);
                case PublicKeyParts.Okp okp ->
                        new SubjectPublicKeyInfo(new AlgorithmIdentifier(oid(okp.curve())), okp.x())
                                .getEncoded(ASN1Encoding.DER);
                case PublicKeyParts.Akp akp -> AkpMaterial.subjectPublicKeyInfo(akp);
                case PublicKeyParts.Oct _ ->
                        throw Bug.because("a symmetric key has no public half");
            };
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    private static PublicKeyParts okp(OkpCurve curve, PrivateKeyInfo info) throws IOException {
        byte[] d = scalar(info);
        try {
            return new PublicKeyParts.Okp(curve, publicKey(curve, d));
        } finally {
            Arrays.fill(d, (byte) 0);
        }
    }

    /// The public key of a private one (RFC 7748 6.1, RFC 8032 5.1.5).
    public static byte[] publicKey(OkpCurve curve, byte[] d) {
        return switch (curve) {
            case ED25519 -> new Ed25519PrivateKeyParameters(d, 0).generatePublicKey().getEncoded();
            case X25519 -> new X25519PrivateKeyParameters(d, 0).generatePublicKey().getEncoded();
        };
    }

    public static PrivateKeyInfo parse(SecretBytes pkcs8) {
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
