package dev.keyward.directory.tenancy;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A container of resource groups, with who manages it.
///
/// @param owners may do everything on the management plane, and nothing on the data plane
/// @param contributors like owners, but may not change who manages
/// @param providers state by namespace, in the spelling of the provider; absent is `NotRegistered`
/// @param terms null for the operator's own, and for those of versions that had no offers
public record Subscription(
        UUID id,
        TenantId tenant,
        String displayName,
        State state,
        Set<PrincipalId> owners,
        Set<PrincipalId> contributors,
        Map<String, Registration> providers,
        Side side,
        @Nullable Terms terms) {
    static final EntityKind<Subscription> KIND = new SubscriptionKind();

    static final Index<Subscription, Side> SIDE = Index.of(Subscription::side);

    static final Index<Subscription, State> STATE = Index.of(Subscription::state);

    /// By the offer they are on.
    static final Index<Subscription, String> OFFER =
            Index.ofEach(subscription ->
                    subscription.terms == null ? List.of() : List.of(subscription.terms.offer()));

    /// By the provider whose customer they are.
    static final Index<Subscription, UUID> DELEGATED_PROVIDER =
            Index.ofEach(subscription ->
                    subscription.terms == null || subscription.terms.delegatedProvider() == null
                            ? List.of()
                            : List.of(subscription.terms.delegatedProvider()));

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
                id,
                tenant,
                displayName,
                state,
                nextOwners,
                nextContributors,
                providers,
                side,
                terms);
    }

    public Subscription withTerms(Terms next) {
        return new Subscription(
                id, tenant, displayName, state, owners, contributors, providers, side, next);
    }

    public Subscription with(String nextName, State nextState) {
        return new Subscription(
                id, tenant, nextName, nextState, owners, contributors, providers, side, terms);
    }

    /// @param namespace in the spelling of the provider
    Subscription withRegistration(String namespace, Registration next) {
        Map<String, Registration> all = new HashMap<>(providers);
        all.put(namespace, next);
        return new Subscription(
                id, tenant, displayName, state, owners, contributors, all, side, terms);
    }

    public Registration registration(String namespace) {
        for (Map.Entry<String, Registration> provider : providers.entrySet()) {
            if (provider.getKey().equalsIgnoreCase(namespace)) {
                return provider.getValue();
            }
        }
        return Registration.NOT_REGISTERED;
    }

    /// Whose resources are in it (tenancy.md, section 3.3: `routingResourceManagerType`).
    public enum Side {
        /// A tenant's.
        TENANT("Default"),
        /// The operator's: plans, offers, what concerns the deployment.
        OPERATOR("Admin");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Names as the API answers them (tenancy.md, section 2.2).
    public enum State {
        ENABLED("Enabled"),
        DISABLED("Disabled"),
        /// What is in it is being removed; there is no way back.
        DELETING("Deleting"),
        /// Something in it couldn't be removed; it can only be deleted again.
        PARTIALLY_DELETED("PartiallyDeleted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// Whether it is on its way out: only the operator sees it any more.
        public boolean isBeingDeleted() {
            return this == DELETING || this == PARTIALLY_DELETED;
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
