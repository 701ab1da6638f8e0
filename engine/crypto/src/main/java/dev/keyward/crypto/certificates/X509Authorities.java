package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/// Makes certificate authorities and their revocation lists (RFC 5280). Safe for use by several
/// threads.
public final class X509Authorities {
    /// Hexadecimal digits of a serial number as text.
    private static final int SERIAL_DIGITS = 32;

    /// 20 octets (RFC 5280 4.1.2.2).
    private static final int LONGEST_SERIAL = 40;

    private final Keys keys;
    private final SecureRandom random;

    public X509Authorities(Keys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /// Where what an authority publishes is found.
    ///
    /// @param revocationList URL of the list that the certificate would stand in (RFC 5280
    ///   4.2.1.13)
    /// @param issuer URL of the certificate of who signed it (RFC 5280 4.2.2.1)
    public record Publication(String revocationList, String issuer) {}

    /// A certificate that is no longer to be trusted.
    ///
    /// @param serial as [#serial] writes it
    public record Revoked(String serial, Instant since, RevocationReason reason) {}

    /// @param number higher than that of each list before
    /// @param nextUpdate by when there is a newer one
    public record ListTimes(long number, Instant thisUpdate, Instant nextUpdate) {}

    /// The self-signed certificate of an authority which stands above one level of others.
    ///
    /// @param pkcs8 from [Keys#generate]; lent
    /// @param subject X.500 name (RFC 4514)
    /// @return DER
    public byte[] root(
            KeyParameters parameters,
            SecretBytes pkcs8,
            String subject,
            X509Signer.Validity validity) {
        SubjectPublicKeyInfo key = X509Signer.publicKey(pkcs8);
        var name = X509Names.subject(subject);
        return X509Signer.sign(
                X509Signer.builder(random, name, name, validity, key),
                authority(1),
                key,
                key,
                keys.open(parameters, pkcs8));
    }

    /// The certificate of an authority below the root, which certifies no further ones.
    ///
    /// @param pkcs8 from [Keys#generate]; lent
    /// @param subject X.500 name (RFC 4514)
    /// @return DER
    public byte[] intermediate(
            X509Signer.Authority root,
            SecretBytes pkcs8,
            String subject,
            X509Signer.Validity validity,
            Publication publication) {
        SubjectPublicKeyInfo key = X509Signer.publicKey(pkcs8);
        X509CertificateHolder above = X509Signer.holder(root);
        ExtensionsGenerator extensions = authority(0);
        publish(extensions, publication);
        return X509Signer.sign(
                X509Signer.builder(
                        random, above.getSubject(), X509Names.subject(subject), validity, key),
                extensions,
                key,
                above.getSubjectPublicKeyInfo(),
                keys.open(root.parameters(), root.pkcs8()));
    }

    /// The list of what an authority no longer stands for (RFC 5280 5).
    ///
    /// @return DER
    public byte[] revocationList(
            X509Signer.Authority authority, ListTimes times, List<Revoked> revoked) {
        X509CertificateHolder issuer = X509Signer.holder(authority);
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(issuer.getSubject(), Date.from(times.thisUpdate()));
        builder.setNextUpdate(Date.from(times.nextUpdate()));
        for (Revoked each : revoked) {
            // The unspecified reason, 0, is left out (RFC 5280 5.3.1).
            builder.addCRLEntry(
                    number(each.serial()), Date.from(each.since()), each.reason().number());
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(issuer.getSubjectPublicKeyInfo()));
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(times.number())));
            return builder.build(
                            new KeySigner(keys.open(authority.parameters(), authority.pkcs8())))
                    .getEncoded();
        } catch (IOException e) {
            throw Bug.because("a list into memory can't fail", e);
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-1 belongs to every JDK", e);
        }
    }

    /// The serial number of a certificate as 32 or more small hexadecimal digits.
    ///
    /// @param certificate DER
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it is none
    public static String serial(byte[] certificate) {
        return Foreign.read(
                () -> padded(new X509CertificateHolder(certificate).getSerialNumber().toString(16)),
                () -> Refusal.of("certificate", "X.509 in DER"));
    }

    /// [#serial] as people and tools write it: other letter case, colons between the bytes, fewer
    /// leading zeros.
    ///
    /// @return empty if it is none
    public static Optional<String> parseSerial(String text) {
        String digits = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
        return digits.isEmpty()
                        || digits.length() > LONGEST_SERIAL
                        || !digits.chars().allMatch(HexFormat::isHexDigit)
                ? Optional.empty()
                : Optional.of(padded(digits.replaceFirst("^0+", "")));
    }

    private static String padded(String digits) {
        return "0".repeat(Math.max(0, SERIAL_DIGITS - digits.length())) + digits;
    }

    private static BigInteger number(String serial) {
        return new BigInteger(serial, 16);
    }

    private static ExtensionsGenerator authority(int levelsBelow) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        try {
            extensions.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(levelsBelow));
            extensions.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (IOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        }
        return extensions;
    }

    static void publish(ExtensionsGenerator extensions, Publication publication) {
        try {
            extensions.addExtension(
                    Extension.cRLDistributionPoints,
                    false,
                    new CRLDistPoint(
                            new DistributionPoint[] {
                                new DistributionPoint(
                                        new DistributionPointName(
                                                new GeneralNames(
                                                        uri(publication.revocationList()))),
                                        null,
                                        null)
                            }));
            extensions.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_caIssuers, uri(publication.issuer())));
        } catch (IOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        }
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
