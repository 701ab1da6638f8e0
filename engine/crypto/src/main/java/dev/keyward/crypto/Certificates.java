package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The server's own certificate authority and the certificates it issues: EC P-256, SHA-256, for
/// development and first starts (security.md, section 8; profile of RFC 5280).
public final class Certificates {
    /// ub-common-name of RFC 5280, A.1.
    private static final int LONGEST_COMMON_NAME = 64;

    /// Clocks of clients may be a little behind ours.
    private static final Duration BACKDATED = Duration.ofHours(1);

    /// Positive and at most 20 octets (RFC 5280 4.1.2.2).
    private static final int SERIAL_BITS = 127;

    private static final KeyParameters.Ec KEY = new KeyParameters.Ec(Curve.P_256);

    private final SecureRandom random;
    private final InstantSource clock;
    private final Keys keys;

    public Certificates(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        // The JDK's, so that a start needn't load another provider for two signatures.
        this.keys = Keys.withoutNativeCode(random);
    }

    /// A new self-signed authority, which may issue server certificates but no authorities.
    ///
    /// @param commonName 1 to 64 characters
    public KeyCertificate newAuthority(String commonName, Duration life) {
        SecretBytes pkcs8 = keys.generate(KEY);
        X500Name name = name(commonName);
        Instant start = start();
        X509v3CertificateBuilder builder =
                builder(name, name, start, start.plus(BACKDATED).plus(life), pkcs8);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers().createSubjectKeyIdentifier(publicKey(pkcs8)));
        } catch (CertIOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        }
        return new KeyCertificate(sign(builder, pkcs8), pkcs8);
    }

    /// A server certificate under the authority.
    ///
    /// @param names DNS names (wildcards too) and IP addresses, at least one; the first also as
    ///   common name
    /// @param life cut at the end of the authority's own
    /// @throws dev.keyward.model.VaultException with `BadParameter` for a name that is neither
    public KeyCertificate newServerCertificate(
            KeyCertificate authority, List<String> names, Duration life) {
        SecretBytes pkcs8 = keys.generate(KEY);
        X509Certificate issuer = authority.certificate();
        Instant start = start();
        Instant end = start.plus(BACKDATED).plus(life);
        Instant last = issuer.getNotAfter().toInstant();
        String first = names.getFirst();
        X509v3CertificateBuilder builder =
                builder(
                        X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                        name(first.length() <= LONGEST_COMMON_NAME ? first : "Keyward server"),
                        start,
                        end.isBefore(last) ? end : last,
                        pkcs8);
        GeneralName[] alternatives =
                names.stream().map(AlternativeNames::parse).toArray(GeneralName[]::new);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers().createSubjectKeyIdentifier(publicKey(pkcs8)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers()
                            .createAuthorityKeyIdentifier(
                                    SubjectPublicKeyInfo.getInstance(
                                            issuer.getPublicKey().getEncoded())));
        } catch (CertIOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        }
        return new KeyCertificate(sign(builder, authority.pkcs8()), pkcs8);
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, Instant start, Instant end, SecretBytes pkcs8) {
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        return new X509v3CertificateBuilder(
                issuer, serial, Date.from(start), Date.from(end), subject, publicKey(pkcs8));
    }

    private Instant start() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder, SecretBytes issuerPkcs8) {
        try {
            PrivateKey key = issuerPkcs8.use(SecretAccess.request(), bytes -> privateKey(bytes));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .setSecureRandom(random)
                                            .build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw Bug.because("the JDK signs with P-256", e);
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw Bug.because("the key of an own authority is EC", e);
        }
    }

    private static SubjectPublicKeyInfo publicKey(SecretBytes pkcs8) {
        return SubjectPublicKeyInfo.getInstance(
                Pkcs8.subjectPublicKeyInfo(Pkcs8.publicParts(pkcs8)));
    }

    private static X509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-1 belongs to every JDK", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
    }
}
