package dev.keyward.directory;

import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.providers.IdentityProviders;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes tenants (tenancy.md, section 9), each with whoever administers it: the home tenant of a
/// first start, and those that the operator takes in later. Safe for use by several threads.
public final class Founding {
    private static final Duration FIRST_SECRET_LIFE = Duration.ofDays(365);

    /// Time enough to sign in once and make another one, which the operator doesn't know.
    private static final Duration HANDED_OVER_LIFE = Duration.ofDays(7);

    private final EntityStore store;
    private final Principals principals;
    private final IdentityProviders providers;
    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final Tokens tokens;
    private final SecureRandom random;

    Founding(
            EntityStore store,
            Principals principals,
            IdentityProviders providers,
            Tenancy tenancy,
            Catalogue catalogue,
            Tokens tokens,
            SecureRandom random) {
        this.store = store;
        this.principals = principals;
        this.providers = providers;
        this.tenancy = tenancy;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.random = random;
    }

    /// Makes the home tenant, its signing keys, the operator's subscription with a plan and a
    /// public offer that includes key vaults, a subscription on it that is registered for nothing,
    /// and the administrator who owns both, all in one change.
    ///
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a tenant of that domain
    public CompletionStage<FirstStart> firstStart(FirstStart.Plan plan, Supplier<byte[]> evidence) {
        TenantId id = new TenantId(Guids.next(random));
        Batch batch = store.batch();
        tokens.foundKeys(id, batch);
        Made made = administrator(batch, id, plan);
        Set<PrincipalId> administrators = Set.of(made.administrator.id());
        Tenant tenant = new Tenant(id, plan.domain(), plan.domain(), administrators, true);
        tenancy.create(batch, tenant);
        FirstOffer first = firstOffer(plan.locations());
        Subscription provider = first.provider(id, administrators);
        first.add(batch, provider);
        Subscription subscription =
                new Subscription(
                        Guids.next(random),
                        id,
                        "Default subscription",
                        Subscription.State.ENABLED,
                        administrators,
                        Set.of(),
                        Map.of(),
                        Subscription.Side.TENANT,
                        FirstOffer.terms(ownerName(made.administrator)));
        tenancy.create(batch, subscription);
        return batch.commit(
                new FirstStart(tenant, provider, subscription, made.administrator, made.secret),
                evidence);
    }

    /// Gives a deployment that had no offers what [#firstStart] makes beside the subscription:
    /// every subscription is on the public offer then.
    ///
    /// @param administrators who own the operator's subscription
    /// @param locations where subscriptions may have key vaults
    /// @return the operator's subscription
    public CompletionStage<Subscription> bringForward(
            Tenant tenant,
            Set<PrincipalId> administrators,
            List<String> locations,
            Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        FirstOffer first = firstOffer(locations);
        Subscription provider = first.provider(tenant.id(), administrators);
        first.add(batch, provider);
        for (Subscription before : tenancy.subscriptions()) {
            String owner =
                    before.owners().stream()
                            .flatMap(id -> principals.find(before.tenant(), id).stream())
                            .map(Founding::ownerName)
                            .sorted()
                            .findFirst()
                            .orElse("");
            tenancy.replace(batch, before, before.withTerms(FirstOffer.terms(owner)));
        }
        return batch.commit(provider, evidence);
    }

    /// Lets subscriptions on the offer that the deployment began with have key vaults in further
    /// locations.
    ///
    /// @return empty if nothing is to be done, or the operator has changed what the offer gives
    public Optional<CompletionStage<Plan>> open(List<String> further, Supplier<byte[]> evidence) {
        return FirstOffer.opened(catalogue, further).map(next -> catalogue.put(next, evidence));
    }

    private FirstOffer firstOffer(List<String> locations) {
        return new FirstOffer(tenancy, catalogue, Guids.next(random), locations);
    }

    private static String ownerName(Principal owner) {
        return switch (owner) {
            case Principal.User user -> user.principalName();
            case Principal.ServicePrincipal application -> application.appId().toString();
            case Principal.Group group -> group.displayName();
        };
    }

    /// Makes another administrator of a tenant and owner of subscriptions, with the same rights as
    /// the first one.
    ///
    /// @param owned what the new one owns: the operator's subscription, and one of a tenant
    /// @param plan whose domain is that of the tenant
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a principal of that
    ///   name
    public CompletionStage<Added> addAdministrator(
            Tenant tenant,
            List<Subscription> owned,
            FirstStart.Plan plan,
            Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        Made made = administrator(batch, tenant.id(), plan);
        PrincipalId administrator = made.administrator.id();
        tenancy.addAdministrator(batch, tenant, administrator);
        for (Subscription subscription : owned) {
            tenancy.replace(batch, subscription, subscription.withOwner(administrator));
        }
        return batch.commit(new Added(made.administrator, made.secret), evidence);
    }

    /// An administrator who came later.
    ///
    /// @param secret as in [FirstStart]
    public record Added(Principal administrator, @Nullable SecretBytes secret) {}

    private record Made(Principal administrator, @Nullable SecretBytes secret) {}

    private Made administrator(Batch batch, TenantId tenant, FirstStart.Plan plan) {
        return switch (plan.kind()) {
            case LOCAL_USER ->
                    new Made(
                            principals.createUser(
                                    batch,
                                    tenant,
                                    plan.administrator() + "@" + plan.domain(),
                                    plan.administrator()),
                            null);
            case APPLICATION -> application(batch, tenant, plan.administrator(), FIRST_SECRET_LIFE);
        };
    }

    private Made application(Batch batch, TenantId tenant, String name, Duration life) {
        Applications.Client client =
                principals.applications().createClient(batch, tenant, name, "first start", life);
        return new Made(client.principal(), client.secret());
    }

    /// Takes in another tenant: its signing keys, and an application that administers it.
    ///
    /// The secret passes through the operator's hands and is good for a week; whoever gets it makes
    /// another credential with it and removes it.
    ///
    /// @param administrator name of the application
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a tenant of that id or
    ///   domain
    public CompletionStage<Added> takeIn(
            Tenant tenant, String administrator, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        tokens.foundKeys(tenant.id(), batch);
        Made made = application(batch, tenant.id(), administrator, HANDED_OVER_LIFE);
        tenancy.create(batch, tenant.withAdministrator(made.administrator.id()));
        return batch.commit(new Added(made.administrator, made.secret), evidence);
    }

    /// Lets a tenant that was taken in go, with everybody and every application in it.
    ///
    /// @throws dev.keyward.model.VaultException with `InUse` while it has subscriptions
    public CompletionStage<Tenant> letGo(Tenant tenant, Supplier<byte[]> evidence) {
        Batch batch = store.batch();
        tenancy.delete(batch, tenant);
        int subscriptions = tenancy.subscriptions(tenant.id()).size();
        if (subscriptions > 0) {
            throw new VaultException(
                    new VaultError.InUse(
                            "directory tenant", tenant.domain(), subscriptions + " subscriptions"));
        }
        tokens.deleteKeys(tenant.id(), batch);
        providers.deleteAll(tenant.id(), batch);
        principals.deleteAll(batch, tenant.id());
        return batch.commit(tenant, evidence);
    }
}
