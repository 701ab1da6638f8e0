package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A named collection of resources in a subscription.
///
/// @param name as its maker wrote it; compared without regard to letter case
/// @param location lower case
/// @param tags in the order they were given
/// @param managedBy an ARM id that tools keep here, or null
public record ResourceGroup(
        UUID subscription,
        String name,
        String location,
        Map<String, String> tags,
        @Nullable String managedBy) {
    static final EntityKind<ResourceGroup> KIND = new Kind();

    private static final int LONGEST = 90;

    /// @throws VaultException with `ResourceGroupNameNotValid`
    public ResourceGroup {
        if (!isName(name)) {
            throw new VaultException(new VaultError.ResourceGroupNameNotValid());
        }
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    public static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.endsWith(".")) {
            return false;
        }
        return text.chars()
                .allMatch(c ->
                        c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || "-_.()".indexOf(c) >= 0);
    }

    static String key(UUID subscription, String name) {
        return subscription + "/" + canonical(name);
    }

    /// The form that names are compared in.
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Format 1 had the tags in clear.
    private static final class Kind implements EntityKind<ResourceGroup> {
        private static final String TAGS = "resource-group-tags";
        private static final int SEALED = 2;

        @Override
        public String word() {
            return "resource-group";
        }

        @Override
        public String key(ResourceGroup group) {
            return ResourceGroup.key(group.subscription, group.name);
        }

        @Override
        public byte[] clear(ResourceGroup group) {
            return CanonicalWriter.of(word(), SEALED)
                    .uuid(group.subscription)
                    .text(group.name)
                    .text(group.location)
                    .text(group.managedBy)
                    .toBytes();
        }

        @Override
        public SecretBytes sealed(ResourceGroup group) {
            return Tags.seal(TAGS, group.tags);
        }

        @Override
        public boolean isFormer(int formatVersion) {
            return formatVersion < SEALED;
        }

        @Override
        public ResourceGroup read(CanonicalReader in, @Nullable SecretBytes sealed) {
            boolean former = isFormer(in.formatVersion());
            if (!former) {
                in.expectFormat(SEALED);
            }
            UUID subscription = in.uuid();
            String name = in.text();
            String location = in.text();
            String managedBy = in.optionalText();
            Map<String, String> tags = former ? Tags.read(in) : Tags.open(TAGS, required(sealed));
            return new ResourceGroup(subscription, name, location, tags, managedBy);
        }

        @Override
        public Optional<Parent<ResourceGroup>> parent() {
            return Optional.of(
                    new Parent<>("subscription", group -> group.subscription.toString()));
        }
    }
}
