package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// That the administrators of a directory took back its consent to this deployment (tenancy.md,
/// section 9): nobody of it but they gets at anything here, until they give it again.
public record WithdrawnConsent(TenantId tenant) {
    static final EntityKind<WithdrawnConsent> KIND = new Kind();

    private static final class Kind implements EntityKind<WithdrawnConsent> {
        @Override
        public String word() {
            return "withdrawn-consent";
        }

        @Override
        public String key(WithdrawnConsent withdrawn) {
            return withdrawn.tenant.toString();
        }

        @Override
        public byte[] clear(WithdrawnConsent withdrawn) {
            return CanonicalWriter.of(word(), 1).uuid(withdrawn.tenant.value()).toBytes();
        }

        @Override
        public WithdrawnConsent read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new WithdrawnConsent(new TenantId(in.uuid()));
        }

        @Override
        public Optional<Parent<WithdrawnConsent>> parent() {
            return Optional.of(new Parent<>("tenant", withdrawn -> withdrawn.tenant.toString()));
        }
    }
}
