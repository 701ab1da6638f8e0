package dev.keyward.directory.offers;

import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// Subscriptions on offers, and the plans added to them. Reads are from memory; changes take
/// `evidence` and fail with `Conflict` as those of [dev.keyward.directory.principals.Principals]
/// do. Safe for use by several threads.
public final class Subscribing {
    private final EntityStore store;
    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final Entities<AcquiredPlan> acquired;

    /// @param store opened with the kinds of [Catalogue]
    public Subscribing(EntityStore store, Tenancy tenancy, Catalogue catalogue) {
        this.store = store;
        this.tenancy = tenancy;
        this.catalogue = catalogue;
        this.acquired = store.of(AcquiredPlan.KIND);
    }

    /// Somebody helps himself to a public offer.
    ///
    /// @param wanted with terms, owned by who asks
    /// @throws VaultException with `OfferClosed` if the offer isn't public, or its limit of
    ///   subscriptions is reached
    public CompletionStage<Subscription> subscribe(Subscription wanted, Supplier<byte[]> evidence) {
        Offer offer = offer(wanted);
        if (offer.state() != Offer.State.PUBLIC) {
            throw closed(offer, "isn't open to subscribers");
        }
        return create(wanted, offer, evidence);
    }

    /// The operator, or a delegated provider, gives somebody a subscription.
    ///
    /// @throws VaultException with `OfferClosed` if the offer is decommissioned, or its limit of
    ///   subscriptions is reached
    public CompletionStage<Subscription> give(Subscription wanted, Supplier<byte[]> evidence) {
        Offer offer = offer(wanted);
        if (offer.state() == Offer.State.DECOMMISSIONED) {
            throw closed(offer, "is decommissioned");
        }
        return create(wanted, offer, evidence);
    }

    private CompletionStage<Subscription> create(
            Subscription wanted, Offer offer, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        // First, so that who subscribes meanwhile makes this fail, and the count is right.
        catalogue.use(batch, offer);
        requireDelegated(wanted, offer);
        requireRoomFor(wanted, offer);
        tenancy.use(batch, wanted.tenant());
        tenancy.create(batch, wanted);
        return batch.commit(wanted, evidence);
    }

    private void requireDelegated(Subscription wanted, Offer offer) {
        Terms terms = wanted.terms();
        UUID provider = terms == null ? null : terms.delegatedProvider();
        if (provider != null && !catalogue.isDelegated(offer, provider)) {
            throw closed(offer, "isn't delegated to the provider");
        }
    }

    private void requireRoomFor(Subscription wanted, Offer offer) {
        int most = offer.maxSubscriptionsPerAccount();
        if (most == 0) {
            return;
        }
        long has =
                wanted.owners().stream()
                        .flatMap(owner ->
                                tenancy.managedBy(owner).stream()
                                        .filter(each -> each.owners().contains(owner)))
                        .filter(each -> each.tenant().equals(wanted.tenant()))
                        .filter(each -> isOn(each, offer))
                        .distinct()
                        .count();
        if (has >= most) {
            throw closed(offer, "allows " + most + " subscriptions to an account");
        }
    }

    private static boolean isOn(Subscription subscription, Offer offer) {
        Terms terms = subscription.terms();
        return terms != null && terms.offer().equals(Catalogue.key(offer));
    }

    private Offer offer(Subscription wanted) {
        Terms terms = wanted.terms();
        return Optional.ofNullable(terms)
                .flatMap(those -> catalogue.offer(those.offer()))
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "offerId", "the id of an offer that is there")));
    }

    /// Moves a subscription to another offer: its plans are those of the new one from then on.
    public CompletionStage<Subscription> move(
            Subscription before, Terms terms, Supplier<byte[]> evidence) {
        return change(before, before.withTerms(terms), evidence);
    }

    /// Changes name, state or terms.
    public CompletionStage<Subscription> change(
            Subscription before, Subscription next, Supplier<byte[]> evidence) {
        return change(List.of(new Change(before, next)), evidence).thenApply(_ -> next);
    }

    /// What becomes of a subscription.
    public record Change(Subscription before, Subscription next) {
        private boolean isMove() {
            Terms from = before.terms();
            Terms to = next.terms();
            return to != null
                    && (from == null
                            || !from.offer().equals(to.offer())
                            || !Objects.equals(from.delegatedProvider(), to.delegatedProvider()));
        }
    }

    /// All of them, or none.
    public CompletionStage<List<Change>> change(List<Change> all, Supplier<byte[]> evidence) {
        return change(store.batch(), all, evidence);
    }

    /// All of them, or none, with a record of each beside that of the whole.
    public CompletionStage<List<Change>> change(
            List<Change> all, Supplier<byte[]> evidence, Function<Change, byte[]> each) {
        return change(
                store.batch().also(tx -> all.forEach(one -> tx.evidence(each.apply(one)))),
                all,
                evidence);
    }

    private CompletionStage<List<Change>> change(
            Batch batch, List<Change> all, Supplier<byte[]> evidence) {
        all.stream()
                .filter(Change::isMove)
                .map(each -> offer(each.next))
                .distinct()
                .forEach(offer -> catalogue.use(batch, offer));
        all.stream()
                .filter(Change::isMove)
                .forEach(each -> requireDelegated(each.next, offer(each.next)));
        all.forEach(each -> tenancy.replace(batch, each.before, each.next));
        return batch.commit(all, evidence);
    }

    // --- acquired plans

    /// In the order they were acquired.
    public List<AcquiredPlan> acquired(UUID subscription) {
        return acquired.childrenOf(subscription.toString()).stream()
                .sorted(
                        Comparator.comparing(AcquiredPlan::time)
                                .thenComparing(each -> each.id().toString()))
                .toList();
    }

    public Optional<AcquiredPlan> acquired(UUID subscription, UUID id) {
        return acquired.find(AcquiredPlan.key(subscription, id));
    }

    /// A subscriber adds an add-on plan of the offer.
    ///
    /// @throws VaultException with `BadParameter` if it isn't one, or as many are acquired as the
    ///   offer allows
    public CompletionStage<AcquiredPlan> add(
            Subscription subscription, AcquiredPlan wanted, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        Plan plan = plan(wanted);
        catalogue.use(batch, plan);
        Offer.AddOn addOn =
                offer(subscription)
                        .addOn(wanted.plan())
                        .orElseThrow(() -> badPlan("an add-on plan of the offer"));
        long has =
                acquired(subscription.id()).stream()
                        .filter(each -> each.plan().equals(addOn.plan()))
                        .count();
        if (has >= addOn.maxAcquisitionCount()) {
            throw badPlan(
                    "added to a subscription " + addOn.maxAcquisitionCount() + " times at most");
        }
        return batch.create(acquired, wanted).commit(wanted, evidence);
    }

    /// The operator adds a plan to somebody's subscription, whether the offer has it or not.
    public CompletionStage<AcquiredPlan> give(AcquiredPlan wanted, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        catalogue.use(batch, plan(wanted));
        return batch.create(acquired, wanted).commit(wanted, evidence);
    }

    /// What the subscription has more of than its other plans allow stays, and nothing is added.
    public CompletionStage<AcquiredPlan> remove(AcquiredPlan plan, Supplier<byte[]> evidence) {
        return store.batch().delete(acquired, plan).commit(plan, evidence);
    }

    /// Adds to the batch that the subscription is gone, and its added plans with it.
    void end(Batch batch, Subscription subscription) {
        acquired(subscription.id()).forEach(each -> batch.delete(acquired, each));
        tenancy.delete(batch, subscription);
    }

    /// [#end(Batch, Subscription)] in a change of its own.
    public CompletionStage<Subscription> end(Subscription subscription, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        end(batch, subscription);
        return batch.commit(subscription, evidence);
    }

    private Plan plan(AcquiredPlan wanted) {
        return catalogue
                .plan(wanted.plan())
                .orElseThrow(() -> badPlan("the id of a plan that is there"));
    }

    private static VaultException badPlan(String mustBe) {
        return new VaultException(new VaultError.BadParameter("planId", mustBe));
    }

    private static VaultException closed(Offer offer, String why) {
        return new VaultException(new VaultError.OfferClosed(offer.name(), why));
    }
}
