package dev.keyward.directory.offers;

import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The operator's quotas, plans and offers. Reads are from memory; changes take `evidence` and fail
/// with `Conflict` as those of [dev.keyward.directory.principals.Principals] do. Safe for use by
/// several threads.
///
/// What names another by name is written in one change with it, and a removal sees that: so nothing
/// is removed while something else begins to rely on it.
public final class Catalogue {
    private final EntityStore store;
    private final Tenancy tenancy;
    private final Entities<Quota> quotas;
    private final Entities<UncountedQuota> uncounted;
    private final Entities<Plan> plans;
    private final Entities<Offer> offers;
    private final Entities<AcquiredPlan> acquired;
    private final Entities<OfferDelegation> delegations;

    /// @param store opened with [#kinds]
    public Catalogue(EntityStore store, Tenancy tenancy) {
        this.store = store;
        this.tenancy = tenancy;
        this.quotas = store.of(Quota.KIND);
        this.uncounted = store.of(UncountedQuota.KIND);
        this.plans = store.of(Plan.KIND);
        this.offers = store.of(Offer.KIND);
        this.acquired = store.of(AcquiredPlan.KIND);
        this.delegations = store.of(OfferDelegation.KIND);
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(
                Quota.KIND,
                UncountedQuota.KIND,
                Plan.KIND,
                Offer.KIND,
                AcquiredPlan.KIND,
                OfferDelegation.KIND);
    }

    // --- quotas

    /// The built-in one and those made for the location, by name.
    public List<Quota> quotas(String location) {
        List<Quota> made =
                quotas.all().stream()
                        .filter(quota -> quota.location().equals(location))
                        .sorted(Comparator.comparing(quota -> lower(quota.name())))
                        .toList();
        return Stream.concat(Stream.of(Quota.unlimited(location)), made.stream()).toList();
    }

    public Optional<Quota> quota(String location, String name) {
        Quota builtIn = Quota.unlimited(location);
        return builtIn.name().equalsIgnoreCase(name)
                ? Optional.of(builtIn)
                : quotas.find(Quota.key(location, name));
    }

    /// Makes or replaces it; every plan that names it has the new limits at once.
    ///
    /// @param quota not the built-in one
    public CompletionStage<Quota> put(Quota quota, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        quotas.find(Quota.key(quota.location(), quota.name()))
                .ifPresentOrElse(
                        before -> batch.replace(quotas, before, quota),
                        () -> batch.create(quotas, quota));
        return batch.commit(quota, evidence);
    }

    /// @throws VaultException with `InUse` while a plan names it
    public CompletionStage<Quota> delete(Quota quota, Supplier<byte[]> evidence) {
        Batch batch = store.batch().delete(quotas, quota);
        requireInNoPlan(quota.id());
        return batch.commit(quota, evidence);
    }

    private void requireInNoPlan(QuotaId quota) {
        plans.all().stream()
                .filter(plan -> plan.quotas().stream().anyMatch(id -> id.is(quota)))
                .findAny()
                .ifPresent(plan -> {
                    throw inUse("quota", quota.name(), "the plan", plan.name());
                });
    }

    /// Those of a service that isn't here, made for the location, by name.
    ///
    /// @param namespace of the service's operator side
    public List<UncountedQuota> uncountedQuotas(String namespace, String location) {
        return uncounted.all().stream()
                .filter(quota -> quota.id().isOf(namespace))
                .filter(quota -> quota.id().location().equals(location))
                .sorted(Comparator.comparing(quota -> lower(quota.id().name())))
                .toList();
    }

    public Optional<UncountedQuota> uncountedQuota(QuotaId id) {
        return uncounted.find(UncountedQuota.key(id));
    }

    /// Makes or replaces it.
    public CompletionStage<UncountedQuota> put(UncountedQuota quota, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        uncountedQuota(quota.id())
                .ifPresentOrElse(
                        before -> batch.replace(uncounted, before, quota),
                        () -> batch.create(uncounted, quota));
        return batch.commit(quota, evidence);
    }

    /// @throws VaultException with `InUse` while a plan names it
    public CompletionStage<UncountedQuota> delete(UncountedQuota quota, Supplier<byte[]> evidence) {
        Batch batch = store.batch().delete(uncounted, quota);
        requireInNoPlan(quota.id());
        return batch.commit(quota, evidence);
    }

    // --- plans

    /// By name.
    public List<Plan> plans() {
        return plans.all().stream()
                .sorted(Comparator.comparing(plan -> Plan.canonical(plan.name())))
                .toList();
    }

    public Optional<Plan> plan(String name) {
        return plans.find(Plan.canonical(name));
    }

    /// How many subscriptions have it, by their offer or added.
    public long subscriptionCount(Plan plan) {
        String name = Plan.canonical(plan.name());
        return Stream.concat(
                        offers.list(Offer.PLAN, name).stream()
                                .filter(offer -> offer.basePlans().contains(name))
                                .flatMap(offer -> tenancy.subscribersOf(key(offer)).stream())
                                .map(subscription -> subscription.id()),
                        acquired.list(AcquiredPlan.PLAN, name).stream()
                                .map(AcquiredPlan::subscription))
                .distinct()
                .count();
    }

    /// Makes or replaces it.
    ///
    /// @throws VaultException with `BadParameter` for a quota that isn't there, or two of one
    ///   service in one location
    public CompletionStage<Plan> put(Plan plan, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        plan(plan.name())
                .ifPresentOrElse(
                        before -> batch.replace(plans, before, plan),
                        () -> batch.create(plans, plan));
        requireOneForEach(plan);
        for (QuotaId id : plan.quotas()) {
            use(batch, id);
        }
        return batch.commit(plan, evidence);
    }

    private static void requireOneForEach(Plan plan) {
        long places =
                plan.quotas().stream()
                        .map(id -> lower(id.namespace()) + "/" + id.location())
                        .distinct()
                        .count();
        if (places < plan.quotas().size()) {
            throw badQuota("one for each service and location at most");
        }
    }

    /// Writes it along unchanged, so that a removal at the same time fails.
    private void use(Batch batch, QuotaId id) {
        if (id.isOf(QuotaId.SUBSCRIPTIONS)
                && id.name().equalsIgnoreCase(QuotaId.DELEGATED_PROVIDER)) {
            return;
        }
        if (!id.isOf(QuotaId.KEY_VAULT)) {
            UncountedQuota quota = uncountedQuota(id).orElseThrow(Catalogue::noSuchQuota);
            batch.replace(uncounted, quota, quota);
            return;
        }
        Quota quota = quota(id.location(), id.name()).orElseThrow(Catalogue::noSuchQuota);
        if (!quota.isBuiltIn()) {
            batch.replace(quotas, quota, quota);
        }
    }

    private static VaultException noSuchQuota() {
        return badQuota("ids of quotas that are there");
    }

    private static VaultException badQuota(String mustBe) {
        return new VaultException(new VaultError.BadParameter("quotaIds", mustBe));
    }

    /// @throws VaultException with `InUse` while an offer or a subscription has it
    public CompletionStage<Plan> delete(Plan plan, Supplier<byte[]> evidence) {
        Batch batch = store.batch().delete(plans, plan);
        String name = Plan.canonical(plan.name());
        offers.list(Offer.PLAN, name).stream()
                .findAny()
                .ifPresent(offer -> {
                    throw inUse("plan", plan.name(), "the offer", offer.name());
                });
        acquired.list(AcquiredPlan.PLAN, name).stream()
                .findAny()
                .ifPresent(each -> {
                    throw inUse(
                            "plan",
                            plan.name(),
                            "the subscription",
                            each.subscription().toString());
                });
        return batch.commit(plan, evidence);
    }

    // --- offers

    /// By name.
    public List<Offer> offers() {
        return offers.all().stream().sorted(Comparator.comparing(Catalogue::key)).toList();
    }

    /// The quotas of some plans that are there, in their order.
    List<QuotaId> quotasOf(Stream<String> names) {
        return names.flatMap(name -> plans.find(name).stream())
                .flatMap(plan -> plan.quotas().stream())
                .toList();
    }

    public Optional<Offer> offer(String name) {
        return offers.find(lower(name));
    }

    public long subscriptionCount(Offer offer) {
        return tenancy.subscribersOf(key(offer)).size();
    }

    /// Makes or replaces it.
    ///
    /// @throws VaultException with `BadParameter` without a base plan, or with a plan that isn't
    ///   there
    public CompletionStage<Offer> put(Offer offer, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        offer(offer.name())
                .ifPresentOrElse(
                        before -> batch.replace(offers, before, offer),
                        () -> batch.create(offers, offer));
        if (offer.basePlans().isEmpty()) {
            throw new VaultException(new VaultError.BadParameter("basePlanIds", "one or more"));
        }
        offer.plans().forEach(name -> usePlan(batch, name));
        return batch.commit(offer, evidence);
    }

    private void usePlan(Batch batch, String name) {
        Plan plan =
                plan(name)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.BadParameter(
                                                "basePlanIds and addonPlans",
                                                "ids of plans that are there")));
        batch.replace(plans, plan, plan);
    }

    /// @throws VaultException with `InUse` while a subscription is on it
    public CompletionStage<Offer> delete(Offer offer, Supplier<byte[]> evidence) {
        Batch batch = store.batch().delete(offers, offer);
        long subscribers = subscriptionCount(offer);
        if (subscribers > 0) {
            throw inUse("offer", offer.name(), subscribers + " subscriptions", "");
        }
        delegations.childrenOf(key(offer)).forEach(each -> batch.delete(delegations, each));
        return batch.commit(offer, evidence);
    }

    /// Adds to the batch that a subscription is on the offer.
    void use(Batch batch, Offer offer) {
        batch.replace(offers, offer, offer);
    }

    /// Adds to the batch that a subscription has the plan.
    void use(Batch batch, Plan plan) {
        batch.replace(plans, plan, plan);
    }

    /// Adds it to the batch, whose other changes have what it names.
    public void create(Batch batch, Plan plan) {
        batch.create(plans, plan);
    }

    /// Adds it to the batch, whose other changes have what it names.
    public void create(Batch batch, Offer offer) {
        batch.create(offers, offer);
    }

    /// @param resourceGroup of the operator's subscription
    /// @throws VaultException with `InUse` while a plan or an offer lies in it
    public void requireEmpty(String resourceGroup) {
        Stream.concat(
                        plans.all().stream()
                                .filter(plan -> plan.description().isIn(resourceGroup))
                                .map(plan -> "the plan '" + plan.name() + "'"),
                        offers.all().stream()
                                .filter(offer -> offer.description().isIn(resourceGroup))
                                .map(offer -> "the offer '" + offer.name() + "'"))
                .findFirst()
                .ifPresent(what -> {
                    throw inUse("resource group", resourceGroup, what, "");
                });
    }

    // --- delegations

    /// By name.
    public List<OfferDelegation> delegations(Offer offer) {
        return delegations.childrenOf(key(offer)).stream()
                .sorted(Comparator.comparing(each -> lower(each.name())))
                .toList();
    }

    public Optional<OfferDelegation> delegation(Offer offer, String name) {
        return delegations.find(OfferDelegation.key(offer.name(), name));
    }

    /// Offers that a provider may give to its customers, by name.
    public List<Offer> delegatedTo(UUID provider) {
        return delegations.list(OfferDelegation.PROVIDER, provider).stream()
                .flatMap(each -> offer(each.offer()).stream())
                .distinct()
                .sorted(Comparator.comparing(Catalogue::key))
                .toList();
    }

    /// Whether the provider may give the offer to its customers.
    boolean isDelegated(Offer offer, UUID provider) {
        return delegations.list(OfferDelegation.PROVIDER, provider).stream()
                .anyMatch(each -> each.offer().equals(key(offer)));
    }

    /// @throws VaultException with `InUse` if it was another provider's, as [#delete] does
    public CompletionStage<OfferDelegation> put(
            OfferDelegation delegation, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        use(batch, delegation);
        delegations
                .find(OfferDelegation.key(delegation.offer(), delegation.name()))
                .ifPresentOrElse(
                        before -> {
                            if (!before.provider().equals(delegation.provider())) {
                                requireNoCustomers(before);
                            }
                            batch.replace(delegations, before, delegation);
                        },
                        () -> batch.create(delegations, delegation));
        return batch.commit(delegation, evidence);
    }

    /// @throws VaultException with `InUse` while the provider has customers on the offer, unless
    ///   another delegation gives it the same
    public CompletionStage<OfferDelegation> delete(
            OfferDelegation delegation, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        use(batch, delegation);
        requireNoCustomers(delegation);
        return batch.delete(delegations, delegation).commit(delegation, evidence);
    }

    /// First, so that who subscribes meanwhile makes this fail, and the other way round.
    private void use(Batch batch, OfferDelegation delegation) {
        offer(delegation.offer()).ifPresent(offer -> use(batch, offer));
    }

    private void requireNoCustomers(OfferDelegation delegation) {
        boolean another =
                delegations.childrenOf(delegation.offer()).stream()
                        .filter(each -> each.provider().equals(delegation.provider()))
                        .anyMatch(each -> !each.name().equalsIgnoreCase(delegation.name()));
        long customers =
                tenancy.customersOf(delegation.provider()).stream()
                        .map(Subscription::terms)
                        .filter(terms -> terms != null && terms.offer().equals(delegation.offer()))
                        .count();
        if (!another && customers > 0) {
            throw inUse("offer delegation", delegation.name(), customers + " subscriptions", "");
        }
    }

    static String key(Offer offer) {
        return lower(offer.name());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static VaultException inUse(String what, String name, String by, String its) {
        return new VaultException(
                new VaultError.InUse(what, name, its.isEmpty() ? by : by + " '" + its + "'"));
    }
}
