package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription that was deleted: its records stay in the audit trail, and this says whose they
/// are. Its id isn't given again, for whoever got it would read them as his.
///
/// @param tenant whose it was
public record FormerSubscription(UUID subscription, TenantId tenant) {
    static final EntityKind<FormerSubscription> KIND = new Kind();

    private static final class Kind implements EntityKind<FormerSubscription> {
        @Override
        public String word() {
            return "former-subscription";
        }

        @Override
        public String key(FormerSubscription former) {
            return former.subscription.toString();
        }

        @Override
        public byte[] clear(FormerSubscription former) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(former.subscription)
                    .uuid(former.tenant.value())
                    .toBytes();
        }

        @Override
        public FormerSubscription read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new FormerSubscription(in.uuid(), new TenantId(in.uuid()));
        }

        @Override
        public Optional<Parent<FormerSubscription>> parent() {
            return Optional.of(new Parent<>("tenant", former -> former.tenant.toString()));
        }
    }
}
