package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/// X.509 certificates that belong together, in an order that may or may not be that of the chain.
public final class CertificateChain {
    private static final int LONGEST = 32;

    private final List<X509CertificateHolder> certificates;

    private CertificateChain(List<X509CertificateHolder> certificates) {
        Refusal.unless(
                !certificates.isEmpty() && certificates.size() <= LONGEST,
                "x5c",
                "1 to 32 certificates");
        this.certificates = List.copyOf(certificates);
    }

    /// @param certificates DER each; one alone may also be a PKCS#7 bundle (RFC 2315), whose
    ///   certificates are taken
    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public static CertificateChain parse(List<byte[]> certificates) {
        if (certificates.size() == 1) {
            Optional<CertificateChain> bundle = bundle(certificates.getFirst());
            if (bundle.isPresent()) {
                return bundle.get();
            }
        }
        List<X509CertificateHolder> parsed = new ArrayList<>();
        for (byte[] der : certificates) {
            parsed.add(
                    Foreign.read(
                            () -> new X509CertificateHolder(der), CertificateChain::malformed));
        }
        return new CertificateChain(parsed);
    }

    static CertificateChain of(List<X509CertificateHolder> certificates) {
        return new CertificateChain(certificates);
    }

    private static Optional<CertificateChain> bundle(byte[] der) {
        Collection<X509CertificateHolder> certificates;
        try {
            certificates = Foreign.read(() -> bundled(der), CertificateChain::malformed);
        } catch (VaultException _) {
            // A plain certificate, or nothing; the caller finds out which.
            return Optional.empty();
        }
        return Optional.of(new CertificateChain(List.copyOf(certificates)));
    }

    private static Collection<X509CertificateHolder> bundled(byte[] der) throws IOException {
        try {
            return new CMSSignedData(der).getCertificates().getMatches(null);
        } catch (CMSException malformed) {
            throw new IOException(malformed);
        }
    }

    private static VaultException malformed() {
        return Refusal.of("x5c", "X.509 certificates in DER");
    }

    /// In DER, in the order they have.
    public List<byte[]> encoded() {
        return certificates.stream().map(CertificateChain::der).toList();
    }

    /// The one for the public key, in DER.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if none is
    public byte[] leaf(PublicKeyParts key) {
        return der(find(key));
    }

    /// What the certificate for the public key says.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if none is, or it is malformed
    public CertificateFacts facts(PublicKeyParts key) {
        X509CertificateHolder leaf = find(key);
        return Foreign.read(() -> facts(leaf), CertificateChain::malformed);
    }

    private static CertificateFacts facts(X509CertificateHolder leaf) {
        Optional<Extensions> extensions = Optional.ofNullable(leaf.getExtensions());
        return new CertificateFacts(
                X509Names.text(leaf.getSubject()),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                extensions
                        .map(X509Extensions::alternativeNames)
                        .orElse(SubjectAlternativeNames.NONE),
                extensions.map(X509Extensions::keyUsage).orElse(List.of()),
                extensions.map(X509Extensions::extendedKeyUsage).orElse(List.of()));
    }

    /// The one for the public key first, then each followed by its issuer; those that aren't in
    /// that line come last, as they were.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if none is for the key
    public CertificateChain leafFirst(PublicKeyParts key) {
        List<X509CertificateHolder> left = new ArrayList<>(certificates);
        List<X509CertificateHolder> line = new ArrayList<>();
        X509CertificateHolder next = find(key);
        while (next != null) {
            line.add(next);
            left.remove(next);
            X509CertificateHolder below = next;
            next =
                    left.stream()
                            .filter(above -> above.getSubject().equals(below.getIssuer()))
                            .findFirst()
                            .orElse(null);
        }
        line.addAll(left);
        return new CertificateChain(line);
    }

    private X509CertificateHolder find(PublicKeyParts key) {
        return certificates.stream()
                .filter(certificate -> isFor(certificate.getSubjectPublicKeyInfo(), key))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of("x5c", "certificates of which one is for the key asked about"));
    }

    private static boolean isFor(SubjectPublicKeyInfo info, PublicKeyParts key) {
        try {
            return Foreign.read(() -> holds(info, key), CertificateChain::malformed);
        } catch (VaultException _) {
            return false;
        }
    }

    private static boolean holds(SubjectPublicKeyInfo info, PublicKeyParts key) throws IOException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        return switch (key) {
            case PublicKeyParts.Rsa rsa -> {
                if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                    yield false;
                }
                RSAPublicKey found = RSAPublicKey.getInstance(info.parsePublicKey());
                yield found.getModulus().equals(Numbers.read(rsa.n()))
                        && found.getPublicExponent().equals(Numbers.read(rsa.e()));
            }
            case PublicKeyParts.Ec ec -> {
                if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                        || !EcCurves.oid(ec.curve()).equals(info.getAlgorithm().getParameters())) {
                    yield false;
                }
                PublicKeyParts.Ec found =
                        EcCurves.decodePoint(ec.curve(), info.getPublicKeyData().getOctets());
                yield Arrays.equals(found.x(), ec.x()) && Arrays.equals(found.y(), ec.y());
            }
            // Certificates are of RSA and EC keys alone.
            case PublicKeyParts.Oct _, PublicKeyParts.Akp _, PublicKeyParts.Okp _ -> false;
        };
    }

    private static byte[] der(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }

    @Override
    public String toString() {
        return "CertificateChain[" + certificates.size() + "]";
    }
}
