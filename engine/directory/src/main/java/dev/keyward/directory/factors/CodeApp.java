package dev.keyward.directory.factors;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An app of a person's that shows one-time codes (RFC 6238); Microsoft Graph's
/// `softwareOathAuthenticationMethod`. A person has one at most.
///
/// Its secret isn't kept: it is a MAC over whose it is and its id, by a key of the deployment.
///
/// @param id random, so that each secret is another
/// @param since by the second
/// @param confirmed whether a code of it was shown; until then it counts for nothing
/// @param lastStep of 30 seconds since the epoch whose code was taken; 0 for none
public record CodeApp(
        TenantId tenant,
        PrincipalId user,
        UUID id,
        Instant since,
        boolean confirmed,
        long lastStep) {
    static final EntityKind<CodeApp> KIND = new Kind();

    CodeApp taken(long step) {
        return new CodeApp(tenant, user, id, since, true, step);
    }

    private static final class Kind implements EntityKind<CodeApp> {
        @Override
        public String word() {
            return "code-app";
        }

        @Override
        public String key(CodeApp app) {
            return app.user.canonical();
        }

        @Override
        public byte[] clear(CodeApp app) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(app.tenant.value())
                    .text(app.user.value())
                    .uuid(app.id)
                    .number(app.since.getEpochSecond())
                    .flag(app.confirmed)
                    .number(app.lastStep)
                    .toBytes();
        }

        @Override
        public CodeApp read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new CodeApp(
                    new TenantId(in.uuid()),
                    new PrincipalId(in.text()),
                    in.uuid(),
                    Instant.ofEpochSecond(in.number()),
                    in.flag(),
                    in.number());
        }

        @Override
        public Optional<Parent<CodeApp>> parent() {
            return Optional.of(new Parent<>("user", app -> app.user.canonical()));
        }
    }
}
