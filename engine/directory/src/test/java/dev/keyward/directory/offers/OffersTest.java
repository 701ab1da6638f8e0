package dev.keyward.directory.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Terms;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator offers and who has it, and that both are so after another start.
class OffersTest {
    private static final PrincipalId ANNA = new PrincipalId(UUID.randomUUID().toString());

    @TempDir Path folder;
    private Deployment deployment;
    private Catalogue catalogue;
    private Subscribing subscribing;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        catalogue = deployment.directory.catalogue();
        subscribing = deployment.directory.subscribing();
    }

    @Test
    void aDeploymentBeginsWithAnOfferThatIncludesKeyVaults() {
        Subscription first = deployment.first.subscription();
        assertThat(limits(first)).isEqualTo(Limits.NONE);
        assertThat(deployment.directory.entitlements().keyVaultLocations(first))
                .containsExactly("local");
        assertThat(catalogue.offers())
                .singleElement()
                .matches(offer -> offer.state() == Offer.State.PUBLIC);
        // Nothing is for the operator's own subscription, which holds no vaults.
        assertThat(
                        deployment
                                .directory
                                .entitlements()
                                .keyVaultLocations(deployment.first.provider()))
                .isEmpty();
    }

    @Test
    void whatIsMadeIsThereAfterAnotherStart() {
        Quota quota = put(new Quota("local", "Small", new Limits(2L, 10L, null)));
        UncountedQuota cores =
                await(
                        catalogue.put(
                                new UncountedQuota(
                                        new QuotaId("Microsoft.Compute.Admin", "local", "Few"),
                                        Map.of("coresLimit", "4")),
                                Deployment.EVIDENCE));
        Plan plan = put(plan("Gold", quota.id(), cores.id()));
        Offer offer = put(offer("Golden", Offer.State.PUBLIC, "gold"));
        Subscription subscription = subscribe("golden");
        AcquiredPlan acquired =
                await(
                        subscribing.give(
                                new AcquiredPlan(
                                        UUID.randomUUID(),
                                        subscription.id(),
                                        "gold",
                                        null,
                                        Instant.now()),
                                Deployment.EVIDENCE));
        OfferDelegation delegation =
                await(
                        catalogue.put(
                                new OfferDelegation("golden", "D", subscription.id(), "local"),
                                Deployment.EVIDENCE));

        Catalogue later = deployment.open().catalogue();
        assertThat(later.quota("local", "SMALL")).contains(quota);
        assertThat(later.uncountedQuotas("microsoft.compute.admin", "local"))
                .containsExactly(cores);
        assertThat(later.plan("gold")).contains(plan);
        assertThat(later.offer("GOLDEN")).contains(offer);
        assertThat(later.delegatedTo(subscription.id())).containsExactly(offer);
        assertThat(later.delegation(offer, "d")).contains(delegation);
        assertThat(deployment.open().tenancy().subscription(subscription.id()))
                .contains(subscription);
        assertThat(deployment.open().subscribing().acquired(subscription.id()))
                .containsExactly(acquired);
    }

    /// Whichever comes first, nobody is left a customer of a provider that may not sell.
    @Test
    void aDelegationThatIsTakenWhileManySubscribeLeavesNobodyOnIt() throws Exception {
        put(plan("gold", Quota.unlimited("local").id()));
        Subscription provider = subscribe("key-vault");
        for (int round = 0; round < 20; round++) {
            put(offer("goods" + round, Offer.State.PUBLIC, "gold"));
            String offer = "goods" + round;
            OfferDelegation delegation =
                    await(
                            catalogue.put(
                                    new OfferDelegation(offer, "d", provider.id(), "local"),
                                    Deployment.EVIDENCE));
            CyclicBarrier start = new CyclicBarrier(9);
            AtomicInteger customers = new AtomicInteger();
            boolean taken;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    threads.execute(() -> {
                        if (attempt(start, () -> subscribe(offer, provider.id()))) {
                            customers.incrementAndGet();
                        }
                    });
                }
                taken =
                        threads.submit(() ->
                                        attempt(
                                                start,
                                                () ->
                                                        await(
                                                                catalogue.delete(
                                                                        delegation,
                                                                        Deployment.EVIDENCE))))
                                .get();
            }
            assertThat(customers).as("round " + round).hasValue(taken ? 0 : 8);
            assertThat(deployment.directory.tenancy().subscribersOf(offer))
                    .hasSize(customers.get());
        }
    }

    /// Begun anew where somebody else came first, as clients do.
    private static boolean attempt(CyclicBarrier start, Runnable what) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException failed) {
            throw new AssertionError(failed);
        }
        while (true) {
            try {
                what.run();
                return true;
            } catch (VaultException refused) {
                if (!(refused.error() instanceof VaultError.Conflict)) {
                    return false;
                }
            }
        }
    }

    @Test
    void aPlanNamesQuotasThatAreThere() {
        assertRefused(
                () -> put(plan("p", new QuotaId(QuotaId.KEY_VAULT, "local", "nosuch"))),
                VaultError.BadParameter.class);
        assertRefused(
                () -> put(plan("p", new QuotaId("Microsoft.Compute.Admin", "local", "Default"))),
                VaultError.BadParameter.class);
        Quota quota = put(new Quota("local", "Small", new Limits(2L, null, null)));
        assertRefused(
                () -> put(plan("p", quota.id(), Quota.unlimited("local").id())),
                VaultError.BadParameter.class);
        assertThat(catalogue.plan("p")).isEmpty();
    }

    @Test
    void anOfferNeedsABasePlanThatIsThere() {
        assertRefused(() -> put(offer("o", Offer.State.PRIVATE)), VaultError.BadParameter.class);
        assertRefused(
                () -> put(offer("o", Offer.State.PRIVATE, "nosuch")),
                VaultError.BadParameter.class);
    }

    @Test
    void whatIsInUseStays() {
        Quota quota = put(new Quota("local", "Small", new Limits(2L, null, null)));
        Plan plan = put(plan("gold", quota.id()));
        Offer offer = put(offer("golden", Offer.State.PUBLIC, "gold"));
        Subscription subscription = subscribe("golden");
        assertRefused(
                () -> await(catalogue.delete(quota, Deployment.EVIDENCE)), VaultError.InUse.class);
        assertRefused(
                () -> await(catalogue.delete(plan, Deployment.EVIDENCE)), VaultError.InUse.class);
        assertRefused(
                () -> await(catalogue.delete(offer, Deployment.EVIDENCE)), VaultError.InUse.class);

        await(
                subscribing.move(
                        subscription,
                        new Terms("key-vault", "anna", null, null),
                        Deployment.EVIDENCE));
        await(catalogue.delete(offer, Deployment.EVIDENCE));
        await(catalogue.delete(plan, Deployment.EVIDENCE));
        await(catalogue.delete(quota, Deployment.EVIDENCE));
        assertThat(deployment.open().catalogue().offer("golden")).isEmpty();
    }

    /// A removal that was begun before somebody came to rely on it.
    @Test
    void nothingIsRemovedUnderWhatBeginsToRelyOnIt() {
        put(plan("gold"));
        Plan read = catalogue.plan("gold").orElseThrow();
        Catalogue other = deployment.open().catalogue();
        put(offer("golden", Offer.State.PUBLIC, "gold"));
        assertRefused(() -> await(other.delete(read, Deployment.EVIDENCE)), VaultError.class);
        assertThat(deployment.open().catalogue().plan("gold")).isPresent();
    }

    @Test
    void onlyAPublicOfferIsForWhoeverAsksAndADecommissionedOneForNobody() {
        put(plan("gold"));
        put(offer("golden", Offer.State.PRIVATE, "gold"));
        assertRefused(() -> subscribe("golden"), VaultError.OfferClosed.class);
        Subscription given = await(subscribing.give(wanted("golden"), Deployment.EVIDENCE));
        put(offer("golden", Offer.State.DECOMMISSIONED, "gold"));
        assertRefused(() -> subscribe("golden"), VaultError.OfferClosed.class);
        assertRefused(
                () -> await(subscribing.give(wanted("golden"), Deployment.EVIDENCE)),
                VaultError.OfferClosed.class);
        // Who has it goes on.
        assertThat(deployment.directory.tenancy().subscribersOf("golden")).containsExactly(given);
    }

    @Test
    void anAccountGetsAsManySubscriptionsAsTheOfferAllows() {
        put(plan("gold"));
        put(new Offer("golden", description(), Offer.State.PUBLIC, List.of("gold"), List.of(), 3));
        List<CompletionStage<Subscription>> all = new ArrayList<>();
        int made = 0;
        for (int i = 0; i < 5; i++) {
            try {
                all.add(subscribing.subscribe(wanted("golden"), Deployment.EVIDENCE));
                await(all.getLast());
                made++;
            } catch (VaultException refused) {
                assertThat(refused.error()).isInstanceOf(VaultError.OfferClosed.class);
            }
        }
        assertThat(made).isEqualTo(3);
    }

    @Test
    void addedPlansAddToWhatThereIs() {
        Quota small = put(new Quota("local", "Small", new Limits(2L, 5L, null)));
        Quota more = put(new Quota("local", "More", new Limits(3L, null, 7L)));
        put(plan("gold", small.id()));
        put(plan("extra", more.id()));
        put(offer("golden", Offer.State.PUBLIC, "gold").with(Offer.Link.ADD_ON, "Extra", 2));
        Subscription subscription = subscribe("golden");
        assertThat(limits(subscription)).isEqualTo(new Limits(2L, 5L, null));
        AcquiredPlan added = add(subscription, "extra");
        assertThat(limits(subscription)).isEqualTo(new Limits(5L, null, null));
        add(subscription, "extra");
        assertThat(limits(subscription)).isEqualTo(new Limits(8L, null, null));
        assertRefused(() -> add(subscription, "extra"), VaultError.BadParameter.class);
        assertRefused(() -> add(subscription, "key-vault"), VaultError.BadParameter.class);
        await(subscribing.remove(added, Deployment.EVIDENCE));
        assertThat(limits(subscription)).isEqualTo(new Limits(5L, null, null));
        // Another limit holds for everybody who has the plan, at once.
        put(new Quota("local", "small", new Limits(1L, 1L, 1L)));
        assertThat(limits(subscription)).isEqualTo(new Limits(4L, null, 8L));
    }

    @Test
    void withoutTheServiceInAPlanThereIsNone() {
        put(plan("empty"));
        put(offer("nothing", Offer.State.PUBLIC, "empty"));
        Subscription subscription = subscribe("nothing");
        assertThat(deployment.directory.entitlements().keyVault(subscription, "local")).isEmpty();
        assertRefused(
                () -> deployment.directory.entitlements().requireKeyVault(subscription),
                VaultError.ServiceNotInPlan.class);
        // A quota of another location is for there alone.
        put(plan("empty", Quota.unlimited("west").id()));
        assertThat(deployment.directory.entitlements().keyVault(subscription, "local")).isEmpty();
        assertThat(deployment.directory.entitlements().keyVaultLocations(subscription))
                .containsExactly("west");
    }

    @Test
    void idsOfQuotasAreReadInAnyLetterCase() {
        QuotaId id = Quota.unlimited("local").id();
        UUID provider = UUID.randomUUID();
        assertThat(QuotaId.parse(id.id(provider))).contains(id);
        assertThat(
                        QuotaId.parse(
                                "/SUBSCRIPTIONS/x/Providers/Microsoft.KeyVault.Admin"
                                        + "/Locations/LOCAL/Quotas/Unlimited"))
                .contains(id);
        for (@Nullable String bad :
                new String[] {"", "/", "Unlimited", id.id(provider) + "/", "x" + id.id(provider)}) {
            assertThat(QuotaId.parse(bad)).as(bad).isEmpty();
        }
    }

    // --- helpers

    private Limits limits(Subscription subscription) {
        return deployment.directory.entitlements().keyVault(subscription, "local").orElseThrow();
    }

    private AcquiredPlan add(Subscription subscription, String plan) {
        return await(
                subscribing.add(
                        subscription,
                        new AcquiredPlan(
                                UUID.randomUUID(),
                                subscription.id(),
                                plan,
                                null,
                                deployment.clock.instant()),
                        Deployment.EVIDENCE));
    }

    private Subscription subscribe(String offer) {
        return await(subscribing.subscribe(wanted(offer), Deployment.EVIDENCE));
    }

    private Subscription subscribe(String offer, UUID provider) {
        Subscription wanted = wanted(offer);
        return await(
                subscribing.subscribe(
                        wanted.withTerms(
                                new Terms(offer, "anna@keyward.localhost", provider, null)),
                        Deployment.EVIDENCE));
    }

    private Subscription wanted(String offer) {
        return new Subscription(
                UUID.randomUUID(),
                deployment.first.tenant().id(),
                "Anna's",
                Subscription.State.ENABLED,
                Set.of(ANNA),
                Set.of(),
                Map.of(),
                Subscription.Side.TENANT,
                new Terms(offer, "anna@keyward.localhost", null, "x1"));
    }

    private Quota put(Quota quota) {
        return await(catalogue.put(quota, Deployment.EVIDENCE));
    }

    private Plan put(Plan plan) {
        return await(catalogue.put(plan, Deployment.EVIDENCE));
    }

    private Offer put(Offer offer) {
        return await(catalogue.put(offer, Deployment.EVIDENCE));
    }

    private static Plan plan(String name, QuotaId... quotas) {
        return new Plan(name, description(), List.of(quotas), List.of("sku"));
    }

    private static Offer offer(String name, Offer.State state, String... base) {
        return new Offer(name, description(), state, List.of(base), List.of(), 0);
    }

    private static Description description() {
        return new Description("rg", "local", Map.of("a", "b"), "For gold", "much of it", null);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return Deployment.await(stage);
    }

    private static void assertRefused(ThrowingCallable change, Class<? extends VaultError> error) {
        assertThatThrownBy(change)
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(error);
    }
}
