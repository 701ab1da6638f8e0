package dev.keyward.directory.tenancy;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
    public Subscription {
        owners = Set.copyOf(owners);
        contributors = Set.copyOf(contributors);
        providers = Map.copyOf(providers);
    }

    public Subscription withOwner(PrincipalId another) {
        Set<PrincipalId> all = new HashSet<>(owners);
        all.add(another);
        return withManagers(all, contributors);
    }

    public Subscription withManagers(
            Set<PrincipalId> nextOwners, Set<PrincipalId> nextContributors) {
        return new Subscription(
                id, tenant, displayName, state, nextOwners, nextContributors, providers);
    }

    /// @param namespace in the spelling of the provider
    public Subscription withRegistration(String namespace, Registration next) {
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

    /// Names as the tenant's side of the API answers them (tenancy reference, section 2.2).
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
}
