package dev.keyward.directory.tenancy;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.directory.principals.PrincipalIds;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How tenants, subscriptions and resource groups are named and stored; nothing of them is secret.
final class TenancyLayouts {
    private TenancyLayouts() {}

    static String groupName(UUID subscription, String name) {
        return subscription + "/" + ResourceGroup.canonical(name);
    }

    static final class OfTenant implements Shelf.Layout<Tenant> {
        @Override
        public String kind() {
            return "tenant";
        }

        @Override
        public String name(Tenant tenant) {
            return tenant.id().toString();
        }

        @Override
        public List<String> aliases(Tenant tenant) {
            return List.of(tenant.domain().toLowerCase(Locale.ROOT));
        }

        @Override
        public byte[] clear(Tenant tenant) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(tenant.id().value())
                            .text(tenant.displayName())
                            .text(tenant.domain());
            return PrincipalIds.write(out, tenant.administrators()).toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(Tenant tenant) {
            return null;
        }

        @Override
        public Tenant read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            return new Tenant(new TenantId(in.uuid()), in.text(), in.text(), PrincipalIds.read(in));
        }
    }

    static final class OfSubscription implements Shelf.Layout<Subscription> {
        @Override
        public String kind() {
            return "subscription";
        }

        @Override
        public String name(Subscription subscription) {
            return subscription.id().toString();
        }

        @Override
        public List<String> aliases(Subscription subscription) {
            return List.of();
        }

        @Override
        public byte[] clear(Subscription subscription) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(subscription.id())
                            .uuid(subscription.tenant().value())
                            .text(subscription.displayName())
                            .text(subscription.state().word());
            PrincipalIds.write(out, subscription.owners());
            PrincipalIds.write(out, subscription.contributors());
            out.count(subscription.providers().size());
            new TreeMap<>(subscription.providers())
                    .forEach((namespace, state) -> out.text(namespace).text(state.word()));
            return out.toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(Subscription subscription) {
            return null;
        }

        @Override
        public Subscription read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            UUID id = in.uuid();
            TenantId tenant = new TenantId(in.uuid());
            String displayName = in.text();
            Subscription.State state = state(in.text());
            Set<PrincipalId> owners = PrincipalIds.read(in);
            Set<PrincipalId> contributors = PrincipalIds.read(in);
            Map<String, Subscription.Registration> providers = new LinkedHashMap<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                providers.put(in.text(), registration(in.text()));
            }
            return new Subscription(
                    id, tenant, displayName, state, owners, contributors, providers);
        }

        private static Subscription.State state(String word) {
            for (Subscription.State state : Subscription.State.values()) {
                if (state.word().equals(word)) {
                    return state;
                }
            }
            throw unknown("state");
        }

        private static Subscription.Registration registration(String word) {
            for (Subscription.Registration state : Subscription.Registration.values()) {
                if (state.word().equals(word)) {
                    return state;
                }
            }
            throw unknown("registration state");
        }

        private static VaultException unknown(String what) {
            return new VaultException(
                    new VaultError.IntegrityFailure("a subscription has an unknown " + what));
        }
    }

    static final class OfResourceGroup implements Shelf.Layout<ResourceGroup> {
        @Override
        public String kind() {
            return "resource-group";
        }

        @Override
        public String name(ResourceGroup group) {
            return groupName(group.subscription(), group.name());
        }

        @Override
        public List<String> aliases(ResourceGroup group) {
            return List.of();
        }

        @Override
        public byte[] clear(ResourceGroup group) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(group.subscription())
                            .text(group.name())
                            .text(group.location())
                            .text(group.managedBy())
                            .count(group.tags().size());
            group.tags().forEach((name, value) -> out.text(name).text(value));
            return out.toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(ResourceGroup group) {
            return null;
        }

        @Override
        public ResourceGroup read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            UUID subscription = in.uuid();
            String name = in.text();
            String location = in.text();
            String managedBy = in.optionalText();
            Map<String, String> tags = new LinkedHashMap<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                tags.put(in.text(), in.text());
            }
            return new ResourceGroup(subscription, name, location, tags, managedBy);
        }
    }
}
