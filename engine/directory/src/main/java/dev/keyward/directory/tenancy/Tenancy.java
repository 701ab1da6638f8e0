package dev.keyward.directory.tenancy;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Tenants, subscriptions and resource groups. Reads are from memory; changes take `evidence` and
/// fail with `Conflict` as those of [dev.keyward.directory.principals.Principals] do. Safe for use
/// by several threads.
public final class Tenancy {
    private final EntityStore store;
    private final Entities<Tenant> tenants;
    private final Entities<Subscription> subscriptions;
    private final Entities<ResourceGroup> resourceGroups;
    private final Entities<Successor> successors;
    private final Entities<SubscriptionTags> tags;
    private final Entities<FormerSubscription> formers;
    private final Entities<WithdrawnConsent> withdrawn;

    /// @param store opened with [#kinds]
    public Tenancy(EntityStore store) {
        this.store = store;
        this.tenants = store.of(Tenant.KIND);
        this.subscriptions = store.of(Subscription.KIND);
        this.resourceGroups = store.of(ResourceGroup.KIND);
        this.successors = store.of(Successor.KIND);
        this.tags = store.of(SubscriptionTags.KIND);
        this.formers = store.of(FormerSubscription.KIND);
        this.withdrawn = store.of(WithdrawnConsent.KIND);
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(
                Tenant.KIND,
                Subscription.KIND,
                ResourceGroup.KIND,
                Successor.KIND,
                SubscriptionTags.KIND,
                FormerSubscription.KIND,
                WithdrawnConsent.KIND);
    }

    // --- tenants

    public Collection<Tenant> tenants() {
        return tenants.all();
    }

    public Optional<Tenant> tenant(TenantId id) {
        return tenants.find(id.toString());
    }

    /// The tenant a client means by the first segment of an authority.
    ///
    /// @param segment a GUID or domain in any letter case; `common`, `organizations`, `consumers`
    ///   and `adfs` mean the home tenant
    public Optional<Tenant> tenantNamed(String segment) {
        String name = segment.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "common", "organizations", "consumers", "adfs" ->
                    tenants.list(Tenant.HOME, true).stream().findFirst();
            default -> tenants.find(name).or(() -> tenantOf(name));
        };
    }

    /// @param domain in any letter case
    public Optional<Tenant> tenantOf(String domain) {
        return tenants.find(Tenant.DOMAIN, domain.toLowerCase(Locale.ROOT));
    }

    public void create(Batch batch, Tenant tenant) {
        batch.create(tenants, tenant);
    }

    /// Adds to the batch that the tenant has something new, so that its removal at the same time
    /// fails.
    public void use(Batch batch, TenantId id) {
        tenant(id).ifPresent(tenant -> batch.replace(tenants, tenant, tenant));
    }

    public void delete(Batch batch, Tenant tenant) {
        withdrawn.find(tenant.id().toString()).ifPresent(each -> batch.delete(withdrawn, each));
        batch.delete(tenants, tenant);
    }

    /// Whether the directory's administrators took back its consent to this deployment.
    public boolean isWithdrawn(TenantId tenant) {
        return !withdrawn.isEmpty() && withdrawn.find(tenant.toString()).isPresent();
    }

    public CompletionStage<WithdrawnConsent> withdraw(
            WithdrawnConsent consent, Supplier<byte[]> evidence) {
        return store.batch().create(withdrawn, consent).commit(consent, evidence);
    }

    public CompletionStage<WithdrawnConsent> consent(
            WithdrawnConsent consent, Supplier<byte[]> evidence) {
        return store.batch().delete(withdrawn, consent).commit(consent, evidence);
    }

    /// Adds to the batch that somebody is administrator of the tenant.
    public void addAdministrator(Batch batch, Tenant tenant, PrincipalId another) {
        batch.replace(tenants, tenant, tenant.withAdministrator(another));
    }

    // --- subscriptions

    public Optional<Subscription> subscription(UUID id) {
        return subscriptions.find(id.toString());
    }

    /// Whether there is one of this id whose resources may be used and changed.
    public boolean isEnabled(UUID id) {
        return subscription(id)
                .filter(found -> found.state() == Subscription.State.ENABLED)
                .isPresent();
    }

    /// @param id as it stands in a path, in any letter case
    public Optional<Subscription> subscriptionNamed(String id) {
        return subscriptions.find(id.toLowerCase(Locale.ROOT));
    }

    /// Those that name it as owner or contributor, of any tenant.
    public Collection<Subscription> managedBy(PrincipalId principal) {
        return subscriptions.list(Subscription.MANAGER, principal);
    }

    /// All of a tenant.
    public List<Subscription> subscriptions(TenantId tenant) {
        return List.copyOf(subscriptions.childrenOf(tenant.toString()));
    }

    /// The operator's own; empty only before a deployment's first start is complete.
    public Optional<Subscription> provider() {
        return subscriptions.list(Subscription.SIDE, Subscription.Side.OPERATOR).stream()
                .findFirst();
    }

    /// Whether it is the operator's own.
    ///
    /// @param id as it stands in a path, in any letter case
    public boolean isProvider(String id) {
        return subscriptionNamed(id)
                .filter(found -> found.side() == Subscription.Side.OPERATOR)
                .isPresent();
    }

    /// Those of a state, of every tenant.
    public Collection<Subscription> subscriptions(Subscription.State state) {
        return List.copyOf(subscriptions.list(Subscription.STATE, state));
    }

    /// Those on an offer.
    ///
    /// @param offer canonical name
    public Collection<Subscription> subscribersOf(String offer) {
        return subscriptions.list(Subscription.OFFER, offer);
    }

    /// The customers of a delegated provider.
    ///
    /// @param provider the provider's subscription
    public Collection<Subscription> customersOf(UUID provider) {
        return subscriptions.list(Subscription.DELEGATED_PROVIDER, provider);
    }

    /// All of the deployment, of every tenant.
    public Collection<Subscription> subscriptions() {
        return subscriptions.all();
    }

    /// @throws VaultException with `Conflict` if there was one of this id
    public void create(Batch batch, Subscription subscription) {
        if (wasSubscription(subscription.id())) {
            throw new VaultException(
                    new VaultError.Conflict("subscription with an id that was another's"));
        }
        batch.create(subscriptions, subscription);
    }

    /// Whether there was one of this id, which was deleted.
    public boolean wasSubscription(UUID id) {
        return formers.find(id.toString()).isPresent();
    }

    /// The tenant whose subscription it was, which was deleted.
    public Optional<TenantId> formerTenant(UUID id) {
        return formers.find(id.toString()).map(FormerSubscription::tenant);
    }

    /// Ids of those of a tenant that were deleted.
    public List<UUID> formerSubscriptions(TenantId tenant) {
        return formers.childrenOf(tenant.toString()).stream()
                .map(FormerSubscription::subscription)
                .toList();
    }

    public void replace(Batch batch, Subscription before, Subscription next) {
        batch.replace(subscriptions, before, next);
    }

    public void delete(Batch batch, Subscription subscription) {
        successor(subscription.id()).ifPresent(each -> batch.delete(successors, each));
        tags.find(subscription.id().toString()).ifPresent(each -> batch.delete(tags, each));
        batch.delete(subscriptions, subscription);
        batch.create(formers, new FormerSubscription(subscription.id(), subscription.tenant()));
    }

    /// Sets who manages the subscription.
    public CompletionStage<Subscription> assign(
            Subscription subscription,
            Set<PrincipalId> owners,
            Set<PrincipalId> contributors,
            Supplier<byte[]> evidence) {
        return replace(subscription, subscription.withManagers(owners, contributors), evidence);
    }

    /// Records that the subscription uses a provider, or no longer does.
    ///
    /// @param namespace in the spelling of the provider
    public CompletionStage<Subscription> register(
            Subscription subscription,
            String namespace,
            Subscription.Registration state,
            Supplier<byte[]> evidence) {
        return replace(subscription, subscription.withRegistration(namespace, state), evidence);
    }

    private CompletionStage<Subscription> replace(
            Subscription before, Subscription next, Supplier<byte[]> evidence) {
        return store.batch().replace(subscriptions, before, next).commit(next, evidence);
    }

    // --- tags

    public Map<String, String> tags(UUID subscription) {
        return tags.find(subscription.toString()).map(SubscriptionTags::tags).orElse(Map.of());
    }

    /// @param next instead of those there were
    public CompletionStage<SubscriptionTags> put(SubscriptionTags next, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        tags.find(next.subscription().toString())
                .ifPresentOrElse(
                        before -> batch.replace(tags, before, next),
                        () -> batch.create(tags, next));
        return batch.commit(next, evidence);
    }

    // --- successors

    public Optional<Successor> successor(UUID subscription) {
        return successors.find(subscription.toString());
    }

    /// Names somebody, or has him ask, instead of what was before.
    public CompletionStage<Successor> put(Successor successor, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        successor(successor.subscription())
                .ifPresentOrElse(
                        before -> batch.replace(successors, before, successor),
                        () -> batch.create(successors, successor));
        return batch.commit(successor, evidence);
    }

    public CompletionStage<Successor> withdraw(Successor successor, Supplier<byte[]> evidence) {
        return store.batch().delete(successors, successor).commit(successor, evidence);
    }

    /// Makes the successor an owner beside those that there are. That can be done once: whoever is
    /// to succeed next has to be named anew.
    ///
    /// @param ownerName what the operator calls him
    /// @return fails with `Conflict` if he was withdrawn meanwhile
    public CompletionStage<Subscription> succeed(
            Subscription before, Successor successor, String ownerName, Supplier<byte[]> evidence) {
        Terms terms = before.terms();
        Subscription owned = before.withOwner(successor.user());
        Subscription next = terms == null ? owned : owned.withTerms(terms.ownedBy(ownerName));
        return store.batch()
                .replace(subscriptions, before, next)
                .delete(successors, successor)
                .commit(next, evidence);
    }

    // --- resource groups

    public Optional<ResourceGroup> resourceGroup(UUID subscription, String name) {
        return resourceGroups.find(ResourceGroup.key(subscription, name));
    }

    /// By name.
    public List<ResourceGroup> resourceGroups(UUID subscription) {
        return resourceGroups.childrenOf(subscription.toString()).stream()
                .sorted(Comparator.comparing(group -> ResourceGroup.canonical(group.name())))
                .toList();
    }

    /// @throws VaultException with `ResourceGroupNotFound`
    public ResourceGroup existingResourceGroup(UUID subscription, String name) {
        return resourceGroup(subscription, name)
                .orElseThrow(() -> new VaultException(new VaultError.ResourceGroupNotFound(name)));
    }

    public void create(Batch batch, ResourceGroup group) {
        batch.create(resourceGroups, group);
    }

    /// Makes or replaces it.
    public CompletionStage<ResourceGroup> put(ResourceGroup group, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        resourceGroup(group.subscription(), group.name())
                .ifPresentOrElse(
                        before -> batch.replace(resourceGroups, before, group),
                        () -> batch.create(resourceGroups, group));
        return batch.commit(group, evidence);
    }

    /// Seals what former versions of this program kept in clear.
    ///
    /// @return empty if there is nothing to be done
    public Optional<CompletionStage<Integer>> sealFormer(Supplier<byte[]> evidence) {
        List<ResourceGroup> former = resourceGroups.former();
        if (former.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = store.batch();
        former.forEach(group -> batch.replace(resourceGroups, group, group));
        return Optional.of(batch.commit(former.size(), evidence));
    }

    /// Removes it; what was in it is the caller's to remove before.
    public CompletionStage<ResourceGroup> delete(ResourceGroup group, Supplier<byte[]> evidence) {
        return store.batch().delete(resourceGroups, group).commit(group, evidence);
    }
}
