package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.model.Bug;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// The extensions that a policy asks for, written into requests and certificates and read back (RFC
/// 5280 4.2).
final class X509Extensions {
    private X509Extensions() {}

    /// Key usage, basic constraints of an end entity, extended key usage, further names.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` for names that can't be had
    static ExtensionsGenerator of(X509Properties properties) {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        Optional<GeneralNames> names = X509Names.alternatives(properties.alternativeNames());
        try {
            if (!properties.keyUsage().isEmpty()) {
                extensions.addExtension(Extension.keyUsage, true, usage(properties.keyUsage()));
            }
            extensions.addExtension(Extension.basicConstraints, false, new BasicConstraints(false));
            if (!properties.extendedKeyUsage().isEmpty()) {
                extensions.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(
                                properties.extendedKeyUsage().stream()
                                        .map(X509Extensions::purpose)
                                        .toArray(KeyPurposeId[]::new)));
            }
            if (names.isPresent()) {
                // Alone it must be understood (RFC 5280 4.1.2.6).
                extensions.addExtension(
                        Extension.subjectAlternativeName,
                        properties.subject().isBlank(),
                        names.get());
            }
        } catch (IOException e) {
            throw Bug.because("extensions into memory can't fail", e);
        }
        return extensions;
    }

    private static KeyPurposeId purpose(String oid) {
        try {
            return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
        } catch (IllegalArgumentException _) {
            throw Refusal.of(
                    "policy.x509_props.ekus", "object identifiers such as 1.3.6.1.5.5.7.3.1");
        }
    }

    /// Bit 0 of the extension is the highest of the first byte; decipherOnly is in the second.
    private static org.bouncycastle.asn1.x509.KeyUsage usage(List<KeyUsage> usages) {
        int bits = 0;
        for (KeyUsage usage : usages) {
            bits |= bit(usage);
        }
        return new org.bouncycastle.asn1.x509.KeyUsage(bits);
    }

    private static int bit(KeyUsage usage) {
        return switch (usage) {
            case DIGITAL_SIGNATURE -> org.bouncycastle.asn1.x509.KeyUsage.digitalSignature;
            case NON_REPUDIATION -> org.bouncycastle.asn1.x509.KeyUsage.nonRepudiation;
            case KEY_ENCIPHERMENT -> org.bouncycastle.asn1.x509.KeyUsage.keyEncipherment;
            case DATA_ENCIPHERMENT -> org.bouncycastle.asn1.x509.KeyUsage.dataEncipherment;
            case KEY_AGREEMENT -> org.bouncycastle.asn1.x509.KeyUsage.keyAgreement;
            case KEY_CERT_SIGN -> org.bouncycastle.asn1.x509.KeyUsage.keyCertSign;
            case CRL_SIGN -> org.bouncycastle.asn1.x509.KeyUsage.cRLSign;
            case ENCIPHER_ONLY -> org.bouncycastle.asn1.x509.KeyUsage.encipherOnly;
            case DECIPHER_ONLY -> org.bouncycastle.asn1.x509.KeyUsage.decipherOnly;
        };
    }

    /// @return none where the certificate says nothing
    static List<KeyUsage> keyUsage(Extensions extensions) {
        var found = org.bouncycastle.asn1.x509.KeyUsage.fromExtensions(extensions);
        List<KeyUsage> usages = new ArrayList<>();
        for (KeyUsage usage : KeyUsage.values()) {
            if (found != null && found.hasUsages(bit(usage))) {
                usages.add(usage);
            }
        }
        return usages;
    }

    static List<String> extendedKeyUsage(Extensions extensions) {
        ExtendedKeyUsage found = ExtendedKeyUsage.fromExtensions(extensions);
        List<String> usages = new ArrayList<>();
        if (found != null) {
            for (KeyPurposeId purpose : found.getUsages()) {
                usages.add(purpose.getId());
            }
        }
        return usages;
    }

    static SubjectAlternativeNames alternativeNames(Extensions extensions) {
        GeneralNames found =
                GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return found == null ? SubjectAlternativeNames.NONE : X509Names.read(found);
    }
}
