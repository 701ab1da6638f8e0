package dev.keyward.directory;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Tenants, subscriptions and resource groups, and who may manage what is in them. Reads are from
/// memory; changes take `evidence` and fail with `Conflict` as those of [Principals] do. Safe for
/// use by several threads.
public final class Tenancy {
    private final Batch.Persistence persistence;
    private final Index index;

    Tenancy(Batch.Persistence persistence) {
        this.persistence = persistence;
        this.index = persistence.index();
    }

    // --- tenants

    public Collection<Tenant> tenants() {
        return index.tenants.values();
    }

    public Optional<Tenant> tenant(TenantId id) {
        return index.tenants.find(id.toString());
    }

    /// The tenant a client means by the first segment of an authority.
    ///
    /// @param segment a GUID or domain in any letter case; `common`, `organizations`, `consumers`
    ///   and `adfs` mean the only tenant, where there is one only
    public Optional<Tenant> tenantNamed(String segment) {
        String name = segment.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "common", "organizations", "consumers", "adfs" -> {
                Collection<Tenant> all = tenants();
                yield all.size() == 1 ? all.stream().findFirst() : Optional.empty();
            }
            default -> index.tenants.find(name).or(() -> index.tenants.findByAlias(name));
        };
    }

    // --- subscriptions

    public Optional<Subscription> subscription(UUID id) {
        return index.subscriptions.find(id.toString());
    }

    /// All of a tenant.
    public List<Subscription> subscriptions(TenantId tenant) {
        return index.subscriptions.values().stream()
                .filter(subscription -> subscription.tenant().equals(tenant))
                .toList();
    }

    /// Those the caller has any role in, by name.
    public List<Subscription> subscriptions(Caller caller) {
        return index.subscriptions.values().stream()
                .filter(subscription -> subscription.tenant().equals(caller.tenant()))
                .filter(subscription ->
                        ManagementRights.anyRole(subscription, caller, index.assignmentsOf(caller)))
                .sorted(
                        Comparator.comparing(Subscription::displayName)
                                .thenComparing(Subscription::id))
                .toList();
    }

    /// The subscription, if the caller may do this in it.
    ///
    /// @param id as it stands in the path
    /// @param action such as `Microsoft.KeyVault/vaults/write`
    /// @param scope what the action is done to, which lies in the subscription
    /// @throws VaultException with `SubscriptionNotFound` where there is none in the caller's
    ///   tenant, or `AuthorizationFailed`
    public Subscription authorized(Caller caller, String id, String action, ResourceScope scope) {
        Subscription subscription =
                index.subscriptions
                        .find(id.toLowerCase(Locale.ROOT))
                        .filter(found -> found.tenant().equals(caller.tenant()))
                        .orElseThrow(
                                () -> new VaultException(new VaultError.SubscriptionNotFound(id)));
        if (!allows(caller, subscription, action, scope)) {
            Caller.User user = caller.user();
            throw new VaultException(
                    new VaultError.AuthorizationFailed(
                            user == null ? caller.client().toString() : user.principalName(),
                            caller.objectId().value(),
                            action,
                            scope.id()));
        }
        return subscription;
    }

    /// Whether the caller may do it there.
    ///
    /// @param scope as that of [#authorized]
    public boolean allows(
            Caller caller, Subscription subscription, String action, ResourceScope scope) {
        return ManagementRights.allows(
                subscription, caller, action, scope, index.assignmentsOf(caller));
    }

    public CompletionStage<Subscription> createSubscription(
            Subscription subscription, Supplier<byte[]> evidence) {
        return persistence
                .batch()
                .create(index.subscriptions, subscription)
                .commit(subscription, evidence);
    }

    /// Sets who manages the subscription.
    public CompletionStage<Subscription> assign(
            Subscription subscription,
            Set<PrincipalId> owners,
            Set<PrincipalId> contributors,
            Supplier<byte[]> evidence) {
        return replace(
                subscription,
                new Subscription(
                        subscription.id(),
                        subscription.tenant(),
                        subscription.displayName(),
                        subscription.state(),
                        owners,
                        contributors,
                        subscription.providers()),
                evidence);
    }

    /// Records that the subscription uses a provider, or no longer does.
    ///
    /// @param namespace in the spelling of the provider
    public CompletionStage<Subscription> register(
            Subscription subscription,
            String namespace,
            Subscription.Registration state,
            Supplier<byte[]> evidence) {
        Map<String, Subscription.Registration> providers = new HashMap<>(subscription.providers());
        providers.put(namespace, state);
        return replace(
                subscription,
                new Subscription(
                        subscription.id(),
                        subscription.tenant(),
                        subscription.displayName(),
                        subscription.state(),
                        subscription.owners(),
                        subscription.contributors(),
                        providers),
                evidence);
    }

    private CompletionStage<Subscription> replace(
            Subscription before, Subscription next, Supplier<byte[]> evidence) {
        return persistence
                .batch()
                .replace(index.subscriptions, before, next)
                .commit(next, evidence);
    }

    // --- resource groups

    public Optional<ResourceGroup> resourceGroup(UUID subscription, String name) {
        return index.resourceGroups.find(TenancyLayouts.groupName(subscription, name));
    }

    /// By name.
    public List<ResourceGroup> resourceGroups(UUID subscription) {
        return index.resourceGroups.values().stream()
                .filter(group -> group.subscription().equals(subscription))
                .sorted(Comparator.comparing(group -> ResourceGroup.canonical(group.name())))
                .toList();
    }

    /// @throws VaultException with `ResourceGroupNotFound`
    public ResourceGroup existingResourceGroup(UUID subscription, String name) {
        return resourceGroup(subscription, name)
                .orElseThrow(() -> new VaultException(new VaultError.ResourceGroupNotFound(name)));
    }

    /// Makes or replaces it.
    public CompletionStage<ResourceGroup> put(ResourceGroup group, Supplier<byte[]> evidence) {
        Batch batch = persistence.batch();
        resourceGroup(group.subscription(), group.name())
                .ifPresentOrElse(
                        before -> batch.replace(index.resourceGroups, before, group),
                        () -> batch.create(index.resourceGroups, group));
        return batch.commit(group, evidence);
    }

    /// Removes it; what was in it is the caller's to remove before.
    public CompletionStage<ResourceGroup> delete(ResourceGroup group, Supplier<byte[]> evidence) {
        return persistence.batch().delete(index.resourceGroups, group).commit(group, evidence);
    }
}
