package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Der;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.X509Properties;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/// Makes certificate requests (PKCS#10, RFC 2986) and certificates (RFC 5280) as policies ask for
/// them. RSA signs with SHA-256, EC with the hash of its curve. Safe for use by several threads.
public final class X509Signer {
    /// All of them random; with that positive and at most 20 octets (RFC 5280 4.1.2.2).
    private static final int SERIAL_BITS = 128;

    /// A subject may be empty where further names stand for it, an issuer never (RFC 5280 4.1.2.4).
    private static final X500Name NAMELESS_ISSUER = X509Names.subject("CN=Self");

    private final Keys keys;
    private final SecureRandom random;

    public X509Signer(Keys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /// When something is valid: `notBefore` and `notAfter` both belong to it.
    public record Validity(Instant notBefore, Instant notAfter) {}

    /// The authority that signs.
    ///
    /// @param certificate DER
    /// @param pkcs8 from [Keys#generate] or [KeyImport][dev.keyward.crypto.files.KeyImport]; lent
    public record Authority(byte[] certificate, KeyParameters parameters, SecretBytes pkcs8) {}

    /// @param pkcs8 from [Keys#generate] or [KeyImport][dev.keyward.crypto.files.KeyImport]; lent
    /// @return DER
    /// @throws dev.keyward.model.VaultException with `BadParameter` for names that can't be had
    public byte[] request(KeyParameters parameters, SecretBytes pkcs8, X509Properties properties) {
        PKCS10CertificationRequestBuilder builder =
                new PKCS10CertificationRequestBuilder(
                        X509Names.subject(properties.subject()), publicKey(pkcs8));
        builder.addAttribute(
                PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                X509Extensions.of(properties).generate());
        return Der.encoded(
                builder.build(new KeySigner(keys.open(parameters, pkcs8))).toASN1Structure());
    }

    /// A certificate signed with its own key. Without a subject its issuer is `CN=Self`.
    ///
    /// @param pkcs8 as in [#request]
    /// @return DER
    /// @throws dev.keyward.model.VaultException with `BadParameter` for names that can't be had
    public byte[] selfSigned(
            KeyParameters parameters,
            SecretBytes pkcs8,
            X509Properties properties,
            Validity validity) {
        X500Name subject = X509Names.subject(properties.subject());
        SubjectPublicKeyInfo publicKey = publicKey(pkcs8);
        return sign(
                builder(
                        random,
                        subject.getRDNs().length == 0 ? NAMELESS_ISSUER : subject,
                        subject,
                        validity,
                        publicKey),
                X509Extensions.of(properties),
                publicKey,
                publicKey,
                keys.open(parameters, pkcs8));
    }

    /// A certificate for the key of a request, with the subject and extensions of the policy: what
    /// the request itself asks for isn't looked at.
    ///
    /// @return DER
    /// @throws dev.keyward.model.VaultException with `BadParameter` for names that can't be had
    public byte[] issued(
            SignedRequest request,
            X509Properties properties,
            Authority authority,
            Validity validity) {
        return issued(request, properties, authority, validity, X509Extensions.of(properties));
    }

    /// [#issued(SignedRequest, X509Properties, Authority, Validity)] that also says where the
    /// authority publishes what.
    public byte[] issued(
            SignedRequest request,
            X509Properties properties,
            Authority authority,
            Validity validity,
            X509Authorities.Publication publication) {
        ExtensionsGenerator extensions = X509Extensions.of(properties);
        X509Authorities.publish(extensions, publication);
        return issued(request, properties, authority, validity, extensions);
    }

    private byte[] issued(
            SignedRequest request,
            X509Properties properties,
            Authority authority,
            Validity validity,
            ExtensionsGenerator extensions) {
        X509CertificateHolder above = holder(authority);
        return sign(
                builder(
                        random,
                        above.getSubject(),
                        X509Names.subject(properties.subject()),
                        validity,
                        request.publicKey()),
                extensions,
                request.publicKey(),
                above.getSubjectPublicKeyInfo(),
                keys.open(authority.parameters(), authority.pkcs8()));
    }

    static X509CertificateHolder holder(Authority authority) {
        try {
            return new X509CertificateHolder(authority.certificate());
        } catch (IOException e) {
            throw Bug.because("the certificate of an authority is none", e);
        }
    }

    static X509v3CertificateBuilder builder(
            SecureRandom random,
            X500Name issuer,
            X500Name subject,
            Validity validity,
            SubjectPublicKeyInfo publicKey) {
        BigInteger serial = new BigInteger(SERIAL_BITS, random);
        return new X509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                subject,
                publicKey);
    }

    static byte[] sign(
            X509v3CertificateBuilder builder,
            ExtensionsGenerator extensions,
            SubjectPublicKeyInfo own,
            SubjectPublicKeyInfo issuer,
            CryptoKey key) {
        try {
            X509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            extensions.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer));
            extensions.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(own));
            for (var oid : extensions.generate().getExtensionOIDs()) {
                builder.addExtension(extensions.getExtension(oid));
            }
            return builder.build(new KeySigner(key)).getEncoded();
        } catch (CertIOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-1 belongs to every JDK", e);
        }
    }

    static SubjectPublicKeyInfo publicKey(SecretBytes pkcs8) {
        return SubjectPublicKeyInfo.getInstance(
                Pkcs8.subjectPublicKeyInfo(Pkcs8.publicParts(pkcs8)));
    }
}
