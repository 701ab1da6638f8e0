package dev.keyward.directory;

import dev.keyward.crypto.Hmac;
import dev.keyward.crypto.Keys;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.Roles;
import dev.keyward.directory.shelves.Batch;
import dev.keyward.directory.shelves.Persistence;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
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

    private final Persistence persistence;
    private final Principals principals;
    private final Tenancy tenancy;
    private final Roles roles;
    private final ManagementRights rights;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Tools tools;

    private Directory(Persistence persistence, Tools tools, Audiences audiences) {
        this.persistence = persistence;
        this.tools = tools;
        this.principals = Principals.of(persistence, tools.pepper, tools.clock, tools.random);
        this.tenancy = new Tenancy(persistence);
        this.roles = new Roles(persistence, principals);
        this.rights = new ManagementRights(tenancy, roles);
        this.tokens =
                new Tokens(
                        persistence, principals, tools.keys, audiences, tools.clock, tools.random);
        this.signIn = new SignIn(principals, tokens, tools.clock);
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
        Persistence persistence = new Persistence(store, system);
        Directory directory = new Directory(persistence, tools, audiences);
        persistence.load();
        return directory;
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
        return principals.applications();
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public Roles roles() {
        return roles;
    }

    public ManagementRights rights() {
        return rights;
    }

    /// Whether nothing was ever set up here.
    public boolean isEmpty() {
        return tenancy.tenants().isEmpty();
    }

    /// Makes the tenant, its signing keys, a subscription that is registered for nothing, and the
    /// administrator who owns it, all in one change.
    ///
    /// @throws dev.keyward.model.VaultException with `Conflict` if there is a tenant of that domain
    public CompletionStage<FirstStart> firstStart(FirstStart.Plan plan, Supplier<byte[]> evidence) {
        TenantId id = new TenantId(Guids.next(tools.random));
        Batch batch = persistence.batch();
        tokens.maintainKeys(id, batch);
        Made made = administrator(batch, id, plan);
        Set<PrincipalId> administrators = Set.of(made.administrator.id());
        Tenant tenant = new Tenant(id, plan.domain(), plan.domain(), administrators);
        Subscription subscription =
                new Subscription(
                        Guids.next(tools.random),
                        id,
                        "Default subscription",
                        Subscription.State.ENABLED,
                        administrators,
                        Set.of(),
                        Map.of());
        tenancy.create(batch, tenant, subscription);
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
        tenancy.addAdministrator(batch, tenant, subscription, administrator);
        return batch.commit(
                new FirstStart(
                        tenant.withAdministrator(administrator),
                        subscription.withOwner(administrator),
                        made.administrator,
                        made.secret),
                evidence);
    }

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
            case APPLICATION -> {
                Applications.Client client =
                        principals
                                .applications()
                                .createClient(
                                        batch,
                                        tenant,
                                        plan.administrator(),
                                        "first start",
                                        FIRST_SECRET_LIFE);
                yield new Made(client.principal(), client.secret());
            }
        };
    }

    /// Publishes next signing keys and drops outlived ones, where due; to be called at each start
    /// and once a day.
    public void rotateSigningKeys(Supplier<byte[]> evidence) {
        for (Tenant tenant : tenancy.tenants()) {
            Batch batch = persistence.batch();
            if (tokens.maintainKeys(tenant.id(), batch)) {
                batch.commit(tenant, evidence).toCompletableFuture().join();
            }
        }
    }
}
