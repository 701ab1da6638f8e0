package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tags of a subscription, sealed like those of vaults.
///
/// @param tags in the order they were given
public record SubscriptionTags(UUID subscription, Map<String, String> tags) {
    static final EntityKind<SubscriptionTags> KIND = new Kind();

    public SubscriptionTags {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    private static final class Kind implements EntityKind<SubscriptionTags> {
        private static final String TAGS = "subscription-tags-content";

        @Override
        public String word() {
            return "subscription-tags";
        }

        @Override
        public String key(SubscriptionTags entity) {
            return entity.subscription.toString();
        }

        @Override
        public byte[] clear(SubscriptionTags entity) {
            return CanonicalWriter.of(word(), 1).uuid(entity.subscription).toBytes();
        }

        @Override
        public SecretBytes sealed(SubscriptionTags entity) {
            return Tags.seal(TAGS, entity.tags);
        }

        @Override
        public SubscriptionTags read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new SubscriptionTags(in.uuid(), Tags.open(TAGS, required(sealed)));
        }

        @Override
        public Optional<Parent<SubscriptionTags>> parent() {
            return Optional.of(
                    new Parent<>("subscription", entity -> entity.subscription.toString()));
        }
    }
}
