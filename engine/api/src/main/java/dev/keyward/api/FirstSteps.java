package dev.keyward.api;

import dev.keyward.directory.Directory;
import dev.keyward.directory.FirstStart;
import dev.keyward.directory.Principal;
import dev.keyward.directory.Subscription;
import dev.keyward.directory.Tenant;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Store;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sets a deployment up at its first start, and finds what was set up at every other.
final class FirstSteps {
    private static final String ADMINISTRATOR = "administrator";

    private final EngineConfig config;
    private final Store store;
    private final RecordScope system;
    private final Directory directory;

    FirstSteps(EngineConfig config, Store store, RecordScope system, Directory directory) {
        this.config = config;
        this.store = store;
        this.system = system;
        this.directory = directory;
    }

    /// @param secret null but at the first start of a server
    record Result(Deployment deployment, @Nullable FirstSecret secret) {}

    Result take() {
        Optional<Deployment> known = Deployment.find(system);
        if (known.isPresent()) {
            return new Result(known.get(), null);
        }
        // A crash may have come between the directory and the note of what was made.
        return directory.isEmpty() ? first() : new Result(remembered(), null);
    }

    private Result first() {
        FirstStart.Kind kind =
                switch (config.profile()) {
                    case EMBEDDED -> FirstStart.Kind.LOCAL_USER;
                    case DEV, SERVER -> FirstStart.Kind.APPLICATION;
                };
        FirstStart made =
                join(
                        directory.firstStart(
                                new FirstStart.Plan(config.domain(), ADMINISTRATOR, kind),
                                evidence("DeploymentFirstStart")));
        Deployment deployment = saved(made.tenant(), made.subscription(), made.administrator());
        SecretBytes secret = made.secret();
        if (secret == null) {
            return new Result(deployment, null);
        }
        if (!(made.administrator() instanceof Principal.ServicePrincipal application)) {
            throw Bug.because("only an application has a secret");
        }
        return new Result(
                deployment, new FirstSecret(deployment.tenant(), application.appId(), secret));
    }

    private Deployment remembered() {
        Tenant tenant = directory.tenancy().tenants().iterator().next();
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
                .filter(subscription -> subscription.owners().contains(principal.id()))
                .findFirst()
                .map(subscription -> saved(tenant, subscription, principal));
    }

    private Deployment saved(Tenant tenant, Subscription subscription, Principal administrator) {
        Deployment deployment = new Deployment(tenant.id(), subscription.id(), administrator.id());
        deployment.save(store, system);
        return deployment;
    }

    private Supplier<byte[]> evidence(String operation) {
        return () -> SystemRecord.of(operation, config.clock().instant());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
