package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/// A certificate that somebody vouched for as a whole, as one registers for an application: nothing
/// of who issued it counts, and its names don't either.
///
/// Holds an RSA key of 2048 to 4096 bits or one of P-256, which is what assertions are signed with.
public final class PinnedCertificate {
    private static final String PARAMETER = "key";
    private static final String PEM = "-----BEGIN CERTIFICATE-----";
    private static final int SHORTEST = 2048;
    private static final int LONGEST = 4096;
    private static final int LONGEST_ENCODING = 16 * 1024;

    private final byte[] der;
    private final PublicKeyParts key;
    private final Instant notBefore;
    private final Instant notAfter;

    private PinnedCertificate(byte[] der, PublicKeyParts key, Instant notBefore, Instant notAfter) {
        this.der = der;
        this.key = key;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    /// @param encoded DER, or PEM in which the first certificate counts
    /// @throws VaultException with `BadParameter`
    public static PinnedCertificate parse(byte[] encoded) {
        Refusal.unless(
                encoded.length <= LONGEST_ENCODING,
                PARAMETER,
                "an X.509 certificate of 16 KB at most");
        return Foreign.read(() -> read(encoded), PinnedCertificate::malformed);
    }

    private static PinnedCertificate read(byte[] encoded) throws IOException {
        byte[] der = isPem(encoded) ? ofPem(encoded) : encoded;
        X509CertificateHolder holder = new X509CertificateHolder(der);
        // What follows a certificate belongs to nobody.
        Refusal.unless(
                Arrays.equals(holder.getEncoded(), der), PARAMETER, "one X.509 certificate in DER");
        return new PinnedCertificate(
                der,
                key(holder.getSubjectPublicKeyInfo()),
                holder.getNotBefore().toInstant(),
                holder.getNotAfter().toInstant());
    }

    private static boolean isPem(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII).startsWith(PEM);
    }

    private static byte[] ofPem(byte[] encoded) {
        try {
            return KeyCertificate.chain(new String(encoded, StandardCharsets.US_ASCII))
                    .getFirst()
                    .getEncoded();
        } catch (CertificateEncodingException e) {
            throw Bug.because("a parsed certificate has an encoding", e);
        }
    }

    private static PublicKeyParts key(SubjectPublicKeyInfo info) throws IOException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            RSAPublicKey rsa = RSAPublicKey.getInstance(info.parsePublicKey());
            int bits = rsa.getModulus().bitLength();
            if (bits >= SHORTEST && bits <= LONGEST && bits % Byte.SIZE == 0) {
                return new PublicKeyParts.Rsa(
                        Numbers.minimal(rsa.getModulus()),
                        Numbers.minimal(rsa.getPublicExponent()));
            }
        } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && EcCurves.oid(Curve.P_256).equals(info.getAlgorithm().getParameters())) {
            return EcCurves.decodePoint(Curve.P_256, info.getPublicKeyData().getOctets());
        }
        throw Refusal.of(
                PARAMETER, "the certificate of an RSA key of 2048 to 4096 bits, or of a P-256 key");
    }

    private static VaultException malformed() {
        return Refusal.of(PARAMETER, "an X.509 certificate in DER");
    }

    public byte[] der() {
        return der.clone();
    }

    /// The public key, RSA or P-256.
    public PublicKeyParts key() {
        return key;
    }

    /// Inclusive.
    public Instant notBefore() {
        return notBefore;
    }

    /// Inclusive.
    public Instant notAfter() {
        return notAfter;
    }

    /// The thumbprint that older clients name it by. Finds, and proves nothing.
    public byte[] sha1() {
        return digest("SHA-1");
    }

    public byte[] sha256() {
        return digest("SHA-256");
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(der);
        } catch (GeneralSecurityException e) {
            throw Bug.because(algorithm + " belongs to every JDK", e);
        }
    }
}
