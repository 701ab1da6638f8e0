package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.PrincipalIds;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A container of resource groups, with who manages it.
///
/// @param owners may do everything on the management plane, and nothing on the data plane
/// @param contributors like owners, but may not change who manages
/// @param providers state by namespace, in the spelling of the provider; absent is `NotRegistered`
public record Subscription(
        UUID id,
        TenantId tenant,
        String displayName,
        State state,
        Set<PrincipalId> owners,
        Set<PrincipalId> contributors,
        Map<String, Registration> providers) {
    static final EntityKind<Subscription> KIND = new Kind();

    /// Owners and contributors.
    static final Index<Subscription, PrincipalId> MANAGER =
            Index.ofEach(subscription -> managers(subscription));

    public Subscription {
        owners = Set.copyOf(owners);
        contributors = Set.copyOf(contributors);
        providers = Map.copyOf(providers);
    }

    private static Set<PrincipalId> managers(Subscription subscription) {
        Set<PrincipalId> all = new HashSet<>(subscription.owners);
        all.addAll(subscription.contributors);
        return all;
    }

    public Subscription withOwner(PrincipalId another) {
        Set<PrincipalId> all = new HashSet<>(owners);
        all.add(another);
        return withManagers(all, contributors);
    }

    Subscription withManagers(Set<PrincipalId> nextOwners, Set<PrincipalId> nextContributors) {
        return new Subscription(
                id, tenant, displayName, state, nextOwners, nextContributors, providers);
    }

    /// @param namespace in the spelling of the provider
    Subscription withRegistration(String namespace, Registration next) {
        Map<String, Registration> all = new HashMap<>(providers);
        all.put(namespace, next);
        return new Subscription(id, tenant, displayName, state, owners, contributors, all);
    }

    public Registration registration(String namespace) {
        for (Map.Entry<String, Registration> provider : providers.entrySet()) {
            if (provider.getKey().equalsIgnoreCase(namespace)) {
                return provider.getValue();
            }
        }
        return Registration.NOT_REGISTERED;
    }

    /// Names as the tenant's side of the API answers them (tenancy.md, section 2.2).
    public enum State {
        ENABLED("Enabled"),
        DISABLED("Disabled");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Whether a subscription uses a resource provider.
    public enum Registration {
        NOT_REGISTERED("NotRegistered"),
        REGISTERED("Registered"),
        UNREGISTERED("Unregistered");

        private final String word;

        Registration(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private static final class Kind implements EntityKind<Subscription> {
        @Override
        public String word() {
            return "subscription";
        }

        @Override
        public String key(Subscription subscription) {
            return subscription.id.toString();
        }

        @Override
        public byte[] clear(Subscription subscription) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), 1)
                            .uuid(subscription.id)
                            .uuid(subscription.tenant.value())
                            .text(subscription.displayName)
                            .text(subscription.state.word);
            PrincipalIds.write(out, subscription.owners);
            PrincipalIds.write(out, subscription.contributors);
            out.count(subscription.providers.size());
            new TreeMap<>(subscription.providers)
                    .forEach((namespace, state) -> out.text(namespace).text(state.word));
            return out.toBytes();
        }

        @Override
        public Subscription read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            UUID id = in.uuid();
            TenantId tenant = new TenantId(in.uuid());
            String displayName = in.text();
            State state = state(in.text());
            Set<PrincipalId> owners = PrincipalIds.read(in);
            Set<PrincipalId> contributors = PrincipalIds.read(in);
            Map<String, Registration> providers = new LinkedHashMap<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                providers.put(in.text(), registration(in.text()));
            }
            return new Subscription(
                    id, tenant, displayName, state, owners, contributors, providers);
        }

        private static State state(String word) {
            for (State state : State.values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw unknown("state");
        }

        private static Registration registration(String word) {
            for (Registration state : Registration.values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw unknown("registration state");
        }

        @Override
        public List<Index<Subscription, ?>> indexes() {
            return List.of(MANAGER);
        }

        private static VaultException unknown(String what) {
            return new VaultException(
                    new VaultError.IntegrityFailure("a subscription has an unknown " + what));
        }

        @Override
        public Optional<Parent<Subscription>> parent() {
            return Optional.of(
                    new Parent<>("tenant", subscription -> subscription.tenant.toString()));
        }
    }
}
