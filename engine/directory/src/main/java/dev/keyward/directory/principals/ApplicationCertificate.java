package dev.keyward.directory.principals;

import dev.keyward.crypto.certificates.PinnedCertificate;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A certificate whose key signs assertions for an application. It is kept whole, and nothing but
/// itself is believed (security.md, section 9).
///
/// @param appId of the application
/// @param displayName null if it was given none
/// @param start inclusive
/// @param end exclusive
/// @param der in base64
public record ApplicationCertificate(
        UUID appId,
        UUID keyId,
        @Nullable String displayName,
        Instant start,
        Instant end,
        String der) {
    static final EntityKind<ApplicationCertificate> KIND = new Kind();

    /// @param der read before
    static ApplicationCertificate of(
            UUID appId,
            UUID keyId,
            @Nullable String displayName,
            Instant start,
            Instant end,
            PinnedCertificate der) {
        return new ApplicationCertificate(
                appId,
                keyId,
                displayName,
                start,
                end,
                Base64.getEncoder().encodeToString(der.der()));
    }

    public PinnedCertificate certificate() {
        return PinnedCertificate.parse(Base64.getDecoder().decode(der));
    }

    /// Whether it is by its registration; the certificate has dates of its own.
    public boolean isValid(Instant now) {
        return !now.isBefore(start) && now.isBefore(end);
    }

    private static final class Kind implements EntityKind<ApplicationCertificate> {
        @Override
        public String word() {
            return "application-certificate";
        }

        @Override
        public String key(ApplicationCertificate certificate) {
            return certificate.appId + "/" + certificate.keyId;
        }

        @Override
        public byte[] clear(ApplicationCertificate certificate) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(certificate.appId)
                    .uuid(certificate.keyId)
                    .text(certificate.displayName)
                    .number(certificate.start.getEpochSecond())
                    .number(certificate.end.getEpochSecond())
                    .text(certificate.der)
                    .toBytes();
        }

        @Override
        public ApplicationCertificate read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new ApplicationCertificate(
                    in.uuid(),
                    in.uuid(),
                    in.optionalText(),
                    Instant.ofEpochSecond(in.number()),
                    Instant.ofEpochSecond(in.number()),
                    in.text());
        }

        @Override
        public Optional<Parent<ApplicationCertificate>> parent() {
            return Optional.of(
                    new Parent<>("application", certificate -> certificate.appId.toString()));
        }
    }
}
