package dev.keyward.issuers;

import dev.keyward.crypto.certificates.RevocationReason;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.ObjectName;
import dev.keyward.records.OpenRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an authority remembers of a certificate it signed, until that has expired.
///
/// @param serial 32 hexadecimal digits
/// @param requestId the order that it answered
/// @param authority that signed it, such as `intermediate-1`
/// @param certificate DER
/// @param revocation null while it stands
public record IssuedCertificate(
        String serial,
        ObjectName name,
        String requestId,
        String authority,
        Instant notAfter,
        byte[] certificate,
        @Nullable Revocation revocation) {
    static final String KIND = "issued-certificate";
    static final int STANDS = 1;
    static final int REVOKED = 2;

    /// When and why it is no longer to be trusted.
    public record Revocation(Instant since, RevocationReason reason) {}

    IssuedCertificate revoked(Revocation next) {
        return new IssuedCertificate(
                serial, name, requestId, authority, notAfter, certificate, next);
    }

    int state() {
        return revocation == null ? STANDS : REVOKED;
    }

    /// Its entry in the list of its authority.
    X509Authorities.Revoked entry() {
        if (revocation == null) {
            throw Bug.because("a certificate that stands is in no list");
        }
        return new X509Authorities.Revoked(serial, revocation.since(), revocation.reason());
    }

    byte[] clear() {
        return CanonicalWriter.of(KIND, 1)
                .text(serial)
                .text(name.value())
                .text(requestId)
                .text(authority)
                .number(notAfter.getEpochSecond())
                .bytes(certificate)
                .optionalNumber(revocation == null ? null : revocation.since().getEpochSecond())
                .number(revocation == null ? 0 : revocation.reason().number())
                .toBytes();
    }

    static IssuedCertificate read(OpenRecord record) {
        return record.clear(
                KIND,
                in -> {
                    in.expectFormat(1);
                    String serial = in.text();
                    ObjectName name = new ObjectName(in.text());
                    String requestId = in.text();
                    String authority = in.text();
                    Instant notAfter = Instant.ofEpochSecond(in.number());
                    byte[] certificate = in.bytes();
                    Long since = in.optionalNumber();
                    RevocationReason reason =
                            RevocationReason.of(Math.toIntExact(in.number()))
                                    .orElseThrow(() -> Bug.because("no reason to revoke"));
                    return new IssuedCertificate(
                            serial,
                            name,
                            requestId,
                            authority,
                            notAfter,
                            certificate,
                            since == null
                                    ? null
                                    : new Revocation(Instant.ofEpochSecond(since), reason));
                });
    }

    @Override
    public String toString() {
        return "IssuedCertificate[" + name + " " + serial + "]";
    }
}
