package dev.keyward.api.deployment;

import dev.keyward.api.audit.SystemRecord;
import dev.keyward.directory.Directory;
import dev.keyward.directory.FirstStart;
import dev.keyward.directory.Founding;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Bug;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sets a deployment up at its first start, and at the first that is of the other kind; finds what
/// was set up at every other.
public final class FirstSteps {
    private static final String ADMINISTRATOR = "administrator";

    private final String domain;
    private final List<String> locations;
    private final FirstStart.Kind kind;
    private final InstantSource clock;
    private final Store store;
    private final RecordScope system;
    private final Directory directory;

    /// @param domain of the tenant that a first start makes
    /// @param locations of the deployment, its home first
    /// @param kind of administrator that whoever opens the deployment needs
    public FirstSteps(
            String domain,
            List<String> locations,
            FirstStart.Kind kind,
            InstantSource clock,
            Store store,
            RecordScope system,
            Directory directory) {
        this.domain = domain;
        this.locations = locations;
        this.kind = kind;
        this.clock = clock;
        this.store = store;
        this.system = system;
        this.directory = directory;
    }

    /// @param secret null but at the first start as a server
    public record Result(Deployment deployment, @Nullable FirstSecret secret) {}

    public Result take() {
        Optional<Deployment> known = Deployment.find(system);
        if (known.isEmpty() && directory.isEmpty()) {
            return first();
        }
        // A crash may have come between the directory and the note of what was made.
        Deployment deployment = known.orElseGet(this::remembered);
        if (directory.tenancy().provider().isEmpty()) {
            bringForward(deployment);
        }
        directory
                .tenancy()
                .sealFormer(evidence("DeploymentBroughtForward"))
                .ifPresent(FirstSteps::join);
        return complete(kind == FirstStart.Kind.APPLICATION ? served(deployment) : deployment);
    }

    /// A server may have more locations than before, and the offer that the deployment began with
    /// is one for everywhere. Once a location is known, it's the operator's affair.
    private Deployment served(Deployment deployment) {
        List<String> further =
                locations.stream().filter(each -> !deployment.locations().contains(each)).toList();
        if (further.isEmpty()) {
            return deployment;
        }
        // A crash may come between the plan, which is changed once, and the note of it.
        directory
                .founding()
                .open(further, evidence("DeploymentLocationsAdded"))
                .ifPresent(FirstSteps::join);
        Deployment next = deployment.withLocations(further);
        next.save(store, system);
        return next;
    }

    /// A home of a version that had no offers.
    private void bringForward(Deployment deployment) {
        Set<PrincipalId> administrators =
                administrators(directory, deployment)
                        .map(Principal::id)
                        .collect(Collectors.toUnmodifiableSet());
        join(
                directory
                        .founding()
                        .bringForward(
                                tenant(deployment),
                                administrators,
                                locations,
                                evidence("DeploymentBroughtForward")));
    }

    private Tenant tenant(Deployment deployment) {
        return directory
                .tenancy()
                .tenant(deployment.tenant())
                .orElseThrow(() -> Bug.because("a deployment without its tenant"));
    }

    /// A deployment that began as a server has nobody whose account on this machine is the proof,
    /// and one that began embedded has nobody who could sign in from elsewhere. Whoever opens it
    /// the other way for the first time makes that administrator too.
    private Result complete(Deployment deployment) {
        boolean there =
                switch (kind) {
                    case LOCAL_USER -> localUser(directory, deployment).isPresent();
                    case APPLICATION -> application(deployment);
                };
        return there ? new Result(deployment, null) : second(deployment);
    }

    /// Who of the administrators is the user of this machine.
    public static Optional<Principal.User> localUser(Directory directory, Deployment deployment) {
        return administrators(directory, deployment)
                .filter(Principal.User.class::isInstance)
                .map(Principal.User.class::cast)
                .findFirst();
    }

    private boolean application(Deployment deployment) {
        return administrators(directory, deployment)
                .anyMatch(Principal.ServicePrincipal.class::isInstance);
    }

    private static Stream<Principal> administrators(Directory directory, Deployment deployment) {
        return Stream.of(deployment.administrator(), deployment.second())
                .filter(Objects::nonNull)
                .flatMap(id -> directory.principals().find(deployment.tenant(), id).stream());
    }

    private Result second(Deployment deployment) {
        Tenant tenant = tenant(deployment);
        Subscription provider =
                directory
                        .tenancy()
                        .provider()
                        .orElseThrow(() -> Bug.because("a deployment without its operator"));
        Subscription subscription =
                directory
                        .tenancy()
                        .subscription(deployment.subscription())
                        .orElseThrow(() -> Bug.because("a deployment without its subscription"));
        if (kind == FirstStart.Kind.LOCAL_USER) {
            // A crash may have come between the user and the note of it.
            Optional<Principal.User> made =
                    user(tenant, ADMINISTRATOR)
                            .filter(user -> subscription.owners().contains(user.id()));
            if (made.isPresent()) {
                Deployment next = deployment.withSecond(made.get().id());
                next.save(store, system);
                return new Result(next, null);
            }
        }
        Founding.Added made =
                join(
                        directory
                                .founding()
                                .addAdministrator(
                                        tenant,
                                        List.of(provider, subscription),
                                        plan(tenant.domain(), freeName(tenant)),
                                        evidence("DeploymentSecondAdministrator")));
        Deployment next = deployment.withSecond(made.administrator().id());
        next.save(store, system);
        return shown(next, made.administrator(), made.secret());
    }

    /// Somebody may have made a user of the usual name who isn't an administrator.
    private String freeName(Tenant tenant) {
        return user(tenant, ADMINISTRATOR).isEmpty() ? ADMINISTRATOR : "local-" + ADMINISTRATOR;
    }

    private Optional<Principal.User> user(Tenant tenant, String name) {
        return directory.principals().user(tenant.id(), name + "@" + tenant.domain());
    }

    private Result first() {
        FirstStart made =
                join(
                        directory
                                .founding()
                                .firstStart(
                                        plan(domain, ADMINISTRATOR),
                                        evidence("DeploymentFirstStart")));
        Deployment deployment =
                new Deployment(
                        made.tenant().id(),
                        made.subscription().id(),
                        made.administrator().id(),
                        null,
                        locations);
        deployment.save(store, system);
        return shown(deployment, made.administrator(), made.secret());
    }

    private FirstStart.Plan plan(String tenantDomain, String name) {
        return new FirstStart.Plan(tenantDomain, name, kind, locations);
    }

    private static Result shown(
            Deployment deployment, Principal administrator, @Nullable SecretBytes secret) {
        if (secret == null) {
            return new Result(deployment, null);
        }
        if (!(administrator instanceof Principal.ServicePrincipal application)) {
            throw Bug.because("only an application has a secret");
        }
        return new Result(
                deployment, new FirstSecret(deployment.tenant(), application.appId(), secret));
    }

    private Deployment remembered() {
        Tenant tenant =
                directory
                        .tenancy()
                        .tenantNamed("common")
                        .orElseThrow(() -> Bug.because("a directory without a home tenant"));
        for (Principal principal : directory.principals().servicePrincipals(tenant.id())) {
            Optional<Deployment> found = ownedBy(tenant, principal);
            if (found.isPresent()) {
                return found.get();
            }
        }
        for (Principal principal : directory.principals().users(tenant.id())) {
            Optional<Deployment> found = ownedBy(tenant, principal);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Bug.because("a directory without an administrator");
    }

    private Optional<Deployment> ownedBy(Tenant tenant, Principal principal) {
        return directory.tenancy().subscriptions(tenant.id()).stream()
                .filter(subscription -> subscription.side() == Subscription.Side.TENANT)
                .filter(subscription -> subscription.owners().contains(principal.id()))
                .findFirst()
                .map(subscription -> saved(tenant, subscription, principal));
    }

    private Deployment saved(Tenant tenant, Subscription subscription, Principal administrator) {
        Deployment deployment =
                new Deployment(tenant.id(), subscription.id(), administrator.id(), null, List.of());
        deployment.save(store, system);
        return deployment;
    }

    private Supplier<byte[]> evidence(String operation) {
        return () -> SystemRecord.of(operation, clock.instant());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
