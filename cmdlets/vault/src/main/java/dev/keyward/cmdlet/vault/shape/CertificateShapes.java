package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes.Look;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.CertificateItem;
import dev.keyward.wire.certificates.OperationBody;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Certificates and their operations as objects (cmdlets.md, section 2).
public final class CertificateShapes {
    private static final DateTimeFormatter GENERAL =
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private CertificateShapes() {}

    public static PsObject certificate(CertificateBundle certificate, Look look) {
        PsObject object =
                certificate.isDeleted()
                        ? new PsObject(
                                Types.DELETED_CERTIFICATE,
                                Types.DELETED_CERTIFICATE_ITEM,
                                Types.CERTIFICATE_ITEM)
                        : new PsObject(Types.CERTIFICATE, Types.CERTIFICATE_ITEM);
        byte[] content = certificate.cer();
        byte[] thumbprint = certificate.x5t();
        String fingerprint = thumbprint == null ? null : HEX.formatHex(thumbprint);
        var policy = certificate.policy();
        object.set("Certificate", content == null ? null : x509(content, fingerprint))
                .set("KeyId", certificate.kid())
                .set("SecretId", certificate.sid())
                .set("Thumbprint", fingerprint)
                .set("Policy", policy == null ? null : PolicyShapes.policy(policy));
        return ObjectShapes.identity(object, certificate, look);
    }

    /// What lists give: no content.
    public static PsObject certificateItem(CertificateItem certificate, Look look) {
        PsObject object =
                certificate.isDeleted()
                        ? new PsObject(Types.DELETED_CERTIFICATE_ITEM, Types.CERTIFICATE_ITEM)
                        : new PsObject(Types.CERTIFICATE_ITEM);
        return ObjectShapes.identity(object, certificate, look);
    }

    public static PsObject operation(OperationBody operation, Look look) {
        OperationBody.Failure error = operation.error();
        return new PsObject(Types.CERTIFICATE_OPERATION)
                .set("Id", operation.id())
                .set("Status", operation.status())
                .set("StatusDetails", operation.statusDetails())
                .set("RequestId", operation.requestId())
                .set("Target", operation.target())
                .set("Issuer", operation.issuer().name())
                .set("CancellationRequested", operation.cancellationRequested())
                .set(
                        "CertificateSigningRequest",
                        Base64.getEncoder().encodeToString(operation.csr()))
                .set("ErrorCode", error == null ? null : error.code())
                .set("ErrorMessage", error == null ? null : error.message())
                .set(
                        "Name",
                        ObjectAddress.parse(operation.id()).map(ObjectAddress::name).orElse(null))
                .set("VaultName", look.vaultName().toLowerCase(Locale.ROOT));
    }

    /// Hexadecimal digits.
    ///
    /// @param der X.509
    public static String serialNumber(byte[] der) {
        return HEX.formatHex(parsed(der).getSerialNumber().toByteArray());
    }

    /// Names as .NET writes them: the most specific part first, parts parted by `, `.
    private static PsObject x509(byte[] der, @Nullable String thumbprint) {
        X509Certificate certificate = parsed(der);
        String subject = certificate.getSubjectX500Principal().toString();
        String issuer = certificate.getIssuerX500Principal().toString();
        String serial = serialNumber(der);
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return new PsObject(Types.X509)
                .set("Subject", subject)
                .set("Issuer", issuer)
                .set("Thumbprint", thumbprint)
                .set("SerialNumber", serial)
                .set("NotBefore", Texts.time(from))
                .set("NotAfter", Texts.time(until))
                .set("Version", certificate.getVersion())
                .set("HasPrivateKey", false)
                .set("FriendlyName", "")
                .set("RawData", der.clone())
                .readingAs(_ ->
                        section("Subject", subject)
                                + section("Issuer", issuer)
                                + section("Serial Number", serial)
                                + section("Not Before", GENERAL.format(from))
                                + section("Not After", GENERAL.format(until))
                                + section("Thumbprint", String.valueOf(thumbprint)));
    }

    private static String section(String title, String text) {
        return "[" + title + "]\n  " + text + "\n\n";
    }

    private static X509Certificate parsed(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw Refusal.of("the service's certificate can't be read: " + e.getMessage());
        }
    }
}
