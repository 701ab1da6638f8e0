package dev.keyward.directory;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.Roles;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.Audiences;
import dev.keyward.directory.tokens.SigningKeyKind;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import dev.keyward.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
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
/// Directory directory = Directory.open(sealed, store, new Directory.Tools(
///         sealed.hmac("pepper"), new Keys(random), clock, random, 20), audiences);
/// Caller caller = directory.tokens().verify(token, ResourceServer.VAULT);
/// ```
public final class Directory {
    private static final Duration FIRST_SECRET_LIFE = Duration.ofDays(365);

    private final EntityStore store;
    private final Principals principals;
    private final Tenancy tenancy;
    private final Roles roles;
    private final ManagementRights rights;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Tools tools;

    private Directory(
            EntityStore store, SigningKeyKind signingKeys, Tools tools, Audiences audiences) {
        this.store = store;
        this.tools = tools;
        this.principals = new Principals(store, tools.pepper, tools.clock, tools.random);
        this.tenancy = new Tenancy(store);
        this.roles = new Roles(store, principals);
        this.rights = new ManagementRights(tenancy, roles);
        this.tokens =
                new Tokens(store, signingKeys, principals, audiences, tools.clock, tools.random);
        this.signIn =
                new SignIn(
                        store,
                        principals,
                        tokens,
                        tools.pepper,
                        tools.failuresPerAddress,
                        tools.clock::certain);
    }

    /// What the directory works with.
    ///
    /// @param pepper derived from the root key for credentials alone
    /// @param failuresPerAddress wrong passwords a minute that an address may send
    public record Tools(
            Hmac pepper,
            Keys keys,
            DeploymentTime clock,
            SecureRandom random,
            int failuresPerAddress) {}

    /// Reads the directory into memory, and follows what is committed to it from then on. An empty
    /// one is filled by [#firstStart].
    ///
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if any of its records was
    ///   changed
    public static Directory open(
            SealedStore sealed, Store store, Tools tools, Audiences audiences) {
        SigningKeyKind signingKeys = new SigningKeyKind(tools.keys);
        List<EntityKind<?>> kinds = new ArrayList<>();
        kinds.addAll(Tenancy.kinds());
        kinds.addAll(Principals.kinds());
        kinds.addAll(Roles.kinds());
        kinds.addAll(SignIn.kinds());
        kinds.add(signingKeys);
        return new Directory(EntityStore.open(sealed, store, kinds), signingKeys, tools, audiences);
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
        Batch batch = store.batch();
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
        Batch batch = store.batch();
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
    /// and once a day. Where another node does the same at the same time, one of them does it.
    public void rotateSigningKeys(Supplier<byte[]> evidence) {
        for (Tenant tenant : tenancy.tenants()) {
            Batch batch = store.batch();
            if (tokens.maintainKeys(tenant.id(), batch)) {
                commitUnlessDone(batch, tenant, evidence);
            }
        }
    }

    private static void commitUnlessDone(Batch batch, Tenant tenant, Supplier<byte[]> evidence) {
        try {
            Stages.join(batch.commit(tenant, evidence));
        } catch (VaultException refused) {
            if (!(refused.error() instanceof VaultError.Conflict)) {
                throw refused;
            }
        }
    }
}
