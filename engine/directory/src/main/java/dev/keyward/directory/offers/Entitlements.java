package dev.keyward.directory.offers;

import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the plans of a subscription contain (tenancy.md, section 8): those of its offer, and those
/// it acquired. Worked out anew for each question, so that a change of a plan holds at once. Safe
/// for use by several threads.
public final class Entitlements {
    private final EntityStore store;
    private final Catalogue catalogue;
    private final Entities<AcquiredPlan> acquired;

    public Entitlements(EntityStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
        this.acquired = store.of(AcquiredPlan.KIND);
    }

    /// Another number after each change; as long as it is the same, so are the answers.
    public long stamp() {
        return store.stamp();
    }

    /// How much of key vaults the subscription may have in a location; empty where none of its
    /// plans contains the service there.
    public Optional<Limits> keyVault(Subscription subscription, String location) {
        return limits(quotas(subscription), location);
    }

    /// [#keyVault] as if the subscription hadn't acquired the plan.
    public Optional<Limits> keyVaultWithout(
            Subscription subscription, AcquiredPlan without, String location) {
        return limits(
                quotas(
                        subscription,
                        acquired(subscription).filter(each -> !each.id().equals(without.id()))),
                location);
    }

    private Optional<Limits> limits(List<QuotaId> quotas, String location) {
        return quotas.stream()
                .filter(id -> id.isOf(QuotaId.KEY_VAULT) && id.location().equals(location))
                .flatMap(id -> catalogue.quota(id.location(), id.name()).stream())
                .map(Quota::limits)
                .reduce(Limits::plus);
    }

    /// Where the subscription may have key vaults, by name; nowhere if no plan contains them.
    public Set<String> keyVaultLocations(Subscription subscription) {
        Set<String> locations = new TreeSet<>();
        quotas(subscription).stream()
                .filter(id -> id.isOf(QuotaId.KEY_VAULT))
                .forEach(id -> locations.add(id.location()));
        return locations;
    }

    /// @throws VaultException with `ServiceNotInPlan`
    public void requireKeyVault(Subscription subscription) {
        if (keyVaultLocations(subscription).isEmpty()) {
            throw new VaultException(
                    new VaultError.ServiceNotInPlan(
                            subscription.id().toString(), "Microsoft.KeyVault"));
        }
    }

    /// Whether the subscription may offer on to others.
    public boolean mayDelegate(Subscription subscription) {
        return quotas(subscription).stream().anyMatch(id -> id.isOf(QuotaId.SUBSCRIPTIONS));
    }

    private List<QuotaId> quotas(Subscription subscription) {
        return quotas(subscription, acquired(subscription));
    }

    private Stream<AcquiredPlan> acquired(Subscription subscription) {
        return acquired.childrenOf(subscription.id().toString()).stream();
    }

    private List<QuotaId> quotas(Subscription subscription, Stream<AcquiredPlan> added) {
        Terms terms = subscription.terms();
        Stream<String> base =
                terms == null
                        ? Stream.of()
                        : catalogue.offer(terms.offer()).stream()
                                .flatMap(offer -> offer.basePlans().stream());
        return catalogue.quotasOf(Stream.concat(base, added.map(AcquiredPlan::plan)));
    }
}
