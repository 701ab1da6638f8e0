package dev.keyward.directory;

import dev.keyward.crypto.Hmac;
import dev.keyward.crypto.Keys;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The directory of a deployment: who there is, who may manage what, and the tokens that say so.
/// Safe for use by several threads.
///
/// ```java
/// Directory directory = Directory.open(store, sealed.system(), new Directory.Tools(
///         sealed.hmac("pepper"), new Keys(random), clock, random), audiences);
/// Caller caller = directory.tokens().verify(token, ResourceServer.VAULT, vault.tenant());
/// ```
public final class Directory {
    private static final Duration FIRST_SECRET_LIFE = Duration.ofDays(365);

    private final Batch.Persistence persistence;
    private final SigningKeys signingKeys;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Principals principals;
    private final Applications applications;
    private final Tenancy tenancy;
    private final Roles roles;
    private final Tools tools;

    private Directory(
            Batch.Persistence persistence, SigningKeys signingKeys, Tokens tokens, Tools tools) {
        Credentials credentials = new Credentials(tools.pepper, tools.random);
        this.persistence = persistence;
        this.signingKeys = signingKeys;
        this.tokens = tokens;
        this.tools = tools;
        this.signIn = new SignIn(persistence.index(), tokens, credentials, tools.clock);
        this.principals = new Principals(persistence, credentials, tools.clock, tools.random);
        this.applications = new Applications(persistence, credentials, tools.clock, tools.random);
        this.tenancy = new Tenancy(persistence);
        this.roles = new Roles(persistence);
    }

    /// What the directory works with.
    ///
    /// @param pepper derived from the root key for credentials alone
    public record Tools(Hmac pepper, Keys keys, InstantSource clock, SecureRandom random) {}

    /// Reads the directory into memory. An empty one is filled by [#firstStart].
    ///
    /// @param system where it is kept
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if any of its records was
    ///   changed
    public static Directory open(
            Store store, RecordScope system, Tools tools, Audiences audiences) {
        Index index = new Index(new SigningKeyLayout(tools.keys));
        Batch.Persistence persistence = new Batch.Persistence(store, system, index);
        persistence.load();
        SigningKeys signingKeys = new SigningKeys(index.signingKeys, tools.keys, tools.random);
        Tokens tokens = new Tokens(index, signingKeys, audiences, tools.clock, tools.random);
        return new Directory(persistence, signingKeys, tokens, tools);
    }

    public Tokens tokens() {
        return tokens;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Principals principals() {
        return principals;
    }

    public Applications applications() {
        return applications;
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public Roles roles() {
        return roles;
    }

    /// Whether nothing was ever set up here.
    public boolean isEmpty() {
        return persistence.index().tenants.values().isEmpty();
    }

    /// Makes the tenant, its signing keys, a subscription that is registered for nothing, and the
    /// administrator who owns it, all in one change.
    ///
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a tenant of that domain
    public CompletionStage<FirstStart> firstStart(FirstStart.Plan plan, Supplier<byte[]> evidence) {
        TenantId id = new TenantId(RandomIds.next(tools.random));
        Batch batch = persistence.batch();
        signingKeys.maintain(id, tools.clock.instant(), batch);
        Made made = administrator(batch, id, plan);
        PrincipalId administrator = made.administrator.id();
        Tenant tenant = new Tenant(id, plan.domain(), plan.domain(), Set.of(administrator));
        Subscription subscription =
                new Subscription(
                        RandomIds.next(tools.random),
                        id,
                        "Default subscription",
                        Subscription.State.ENABLED,
                        Set.of(administrator),
                        Set.of(),
                        Map.of());
        batch.create(persistence.index().tenants, tenant)
                .create(persistence.index().subscriptions, subscription);
        return batch.commit(
                new FirstStart(tenant, subscription, made.administrator, made.secret), evidence);
    }

    /// Makes another administrator of a tenant and owner of a subscription, with the same rights as
    /// the first one.
    ///
    /// @param plan whose domain is that of the tenant
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a principal of that
    ///   name
    public CompletionStage<FirstStart> addAdministrator(
            Tenant tenant,
            Subscription subscription,
            FirstStart.Plan plan,
            Supplier<byte[]> evidence) {
        Batch batch = persistence.batch();
        Made made = administrator(batch, tenant.id(), plan);
        PrincipalId administrator = made.administrator.id();
        Tenant nextTenant =
                new Tenant(
                        tenant.id(),
                        tenant.displayName(),
                        tenant.domain(),
                        with(tenant.administrators(), administrator));
        Subscription nextSubscription =
                new Subscription(
                        subscription.id(),
                        subscription.tenant(),
                        subscription.displayName(),
                        subscription.state(),
                        with(subscription.owners(), administrator),
                        subscription.contributors(),
                        subscription.providers());
        batch.replace(persistence.index().tenants, tenant, nextTenant)
                .replace(persistence.index().subscriptions, subscription, nextSubscription);
        return batch.commit(
                new FirstStart(nextTenant, nextSubscription, made.administrator, made.secret),
                evidence);
    }

    private static Set<PrincipalId> with(Set<PrincipalId> some, PrincipalId one) {
        Set<PrincipalId> all = new HashSet<>(some);
        all.add(one);
        return all;
    }

    private record Made(Principal administrator, @Nullable SecretBytes secret) {}

    private Made administrator(Batch batch, TenantId tenant, FirstStart.Plan plan) {
        return switch (plan.kind()) {
            case LOCAL_USER -> {
                Principal.User user =
                        new Principal.User(
                                tenant,
                                new PrincipalId(RandomIds.next(tools.random).toString()),
                                plan.administrator() + "@" + plan.domain(),
                                plan.administrator(),
                                null,
                                Standing.GOOD);
                batch.create(persistence.index().users, user);
                yield new Made(user, null);
            }
            case APPLICATION -> {
                Application bare =
                        new Application(
                                tenant,
                                RandomIds.next(tools.random),
                                RandomIds.next(tools.random),
                                plan.administrator(),
                                Application.Profile.NONE,
                                List.of());
                Instant now = tools.clock.instant();
                Applications.NewSecret secret =
                        applications.makeSecret(
                                bare.appId(), "first start", now, now.plus(FIRST_SECRET_LIFE));
                Application application = bare.withCredentials(List.of(secret.credential()));
                Principal.ServicePrincipal principal = applications.servicePrincipalOf(application);
                batch.create(persistence.index().applications, application)
                        .create(persistence.index().servicePrincipals, principal);
                yield new Made(principal, secret.value());
            }
        };
    }

    /// Publishes next signing keys and drops outlived ones, where due; to be called at each start
    /// and once a day.
    public void rotateSigningKeys(Supplier<byte[]> evidence) {
        for (Tenant tenant : tenancy.tenants()) {
            Batch batch = persistence.batch();
            if (signingKeys.maintain(tenant.id(), tools.clock.instant(), batch)) {
                batch.commit(tenant, evidence).toCompletableFuture().join();
            }
        }
    }
}
