package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.management.ResourceClient;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.model.Bug;
import dev.keyward.wire.arm.SubscriptionResource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a session is connected to, and the deployments it knows.
///
/// Starts out connected to the service in this process, which is opened when a cmdlet first needs
/// it. Used by one thread at a time, but for [#current()], which completion calls too.
public final class Connections implements AutoCloseable {
    /// What the name of an environment ends with in which the operator of the service in this
    /// process signs in.
    private static final String OPERATORS = "Admin";

    private static final SessionServices.Slot<Connections> SLOT =
            new SessionServices.Slot<>(Connections.class.getName(), Connections.class);

    private final Supplier<LocalService> opening;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Pause pause = Pause.real();
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, Connection> contexts = new LinkedHashMap<>();

    private @Nullable LocalService local;
    private @Nullable Connection current;
    private @Nullable String currentName;
    private boolean signedOut;

    /// @param opening opens the service in this process, once
    public Connections(Supplier<LocalService> opening, InstantSource clock, SecureRandom random) {
        this.opening = opening;
        this.clock = clock;
        this.random = random;
    }

    /// A deployment with the way to it.
    ///
    /// @param noted what scripts had noted about it besides, by the names that `Get-Environment`
    ///   shows; but for `AdTenant` nothing here goes by it
    public record Deployment(
            Environment environment, Transport transport, Map<String, String> noted) {
        /// The name under which the tenant to sign in to is noted.
        public static final String TENANT = "AdTenant";

        public Deployment {
            noted = Map.copyOf(noted);
        }

        public Deployment(Environment environment, Transport transport) {
            this(environment, transport, Map.of());
        }
    }

    /// The session's connections.
    public static Connections of(SessionServices session) {
        return session.attribute(SLOT)
                .orElseThrow(() -> Bug.because("vault cmdlets are opened through their catalogue"));
    }

    /// Those of a session, if any cmdlet has run yet.
    public static Optional<Connections> find(SessionServices session) {
        return session.attribute(SLOT);
    }

    /// Gives the session connections if it has none yet.
    public static Connections install(SessionServices session, Supplier<Connections> first) {
        return session.attribute(SLOT, first);
    }

    public InstantSource clock() {
        return clock;
    }

    /// For secrets made on this side.
    public SecureRandom random() {
        return random;
    }

    public Pause pause() {
        return pause;
    }

    /// The connection in use; the local administrator's until another is made. Nothing after
    /// signing out.
    public synchronized Optional<Connection> current() {
        if (current == null && !signedOut) {
            current = localConnection();
        }
        return Optional.ofNullable(current);
    }

    /// [#current()], if there is one already: nothing is opened.
    public synchronized Optional<Connection> already() {
        return Optional.ofNullable(current);
    }

    /// What the connection in use is called: as it was named when it was made or chosen.
    public synchronized Optional<String> currentName() {
        return current().map(it -> currentName == null ? it.contextName() : currentName);
    }

    /// Signs the local administrator in to the service in this process.
    public synchronized Connection localConnection() {
        return localConnection(localDeployment());
    }

    /// Signs the local administrator in.
    ///
    /// @param deployment whose name [is local][#isLocal(String)]
    public synchronized Connection localConnection(Deployment deployment) {
        LocalService service = local();
        SignedIn signedIn =
                new SignedIn(service.transport(), new TokenCache(service.tokens(), clock), pause);
        return finished(
                deployment.environment(),
                new Account(service.account(), Account.Type.User),
                service.tenant(),
                signedIn,
                null);
    }

    /// The service in this process.
    public synchronized LocalService local() {
        if (local == null) {
            local = opening.get();
        }
        return local;
    }

    /// Signs an account in.
    ///
    /// @param named the tenant; null for the one noted for the deployment, or its only one
    public Connection signIn(Deployment deployment, Credential credential, @Nullable String named) {
        Environment environment = deployment.environment();
        String tenant = named == null ? deployment.noted().get(Deployment.TENANT) : named;
        SigningIn.Entered entered =
                new SigningIn(deployment, tenant, clock, pause).enter(credential);
        return finished(
                environment, entered.account(), tenant, entered.signedIn(), entered.credential());
    }

    /// A connection that was made before, maybe by another process; nobody is asked.
    public Connection restored(
            Deployment deployment,
            Credential credential,
            Account account,
            String tenant,
            @Nullable SubscriptionResource subscription) {
        SigningIn.Entered entered =
                new SigningIn(deployment, tenant, clock, pause).enter(credential);
        return new Connection(
                deployment.environment(),
                account,
                tenant,
                entered.signedIn(),
                entered.credential(),
                subscription);
    }

    private static Connection finished(
            Environment environment,
            Account account,
            @Nullable String tenant,
            SignedIn signedIn,
            @Nullable Credential credential) {
        ResourceClient resources = new ResourceClient(signedIn, environment);
        List<SubscriptionResource> all = resources.subscriptions().stream().toList();
        SubscriptionResource first =
                all.stream()
                        .filter(subscription -> subscription.state().equals("Enabled"))
                        .findFirst()
                        .orElse(null);
        // A directory may be named by a domain; from here on its id is needed.
        String id = tenant;
        if (id == null || !id.matches("[0-9a-fA-F-]{36}")) {
            id =
                    resources.tenants().stream()
                            .findFirst()
                            .map(SubscriptionResource.Tenant::tenantId)
                            .orElse(tenant == null ? "common" : tenant);
        }
        return new Connection(environment, account, id, signedIn, credential, first);
    }

    /// Makes a connection the one in use and keeps it under its name.
    public synchronized void use(Connection connection) {
        use(connection.contextName(), connection);
    }

    public synchronized void use(String name, Connection connection) {
        contexts.put(name, connection);
        current = connection;
        currentName = name;
        signedOut = false;
    }

    /// Keeps a connection for later under its name, unless there's one of that name.
    public synchronized void keep(Connection connection) {
        contexts.putIfAbsent(connection.contextName(), connection);
    }

    /// Keeps a connection under a name, in the place of one that has it.
    public synchronized void keep(String name, Connection connection) {
        contexts.put(name, connection);
    }

    /// Tries to sign in. Where that fails, whoever had signed in stays signed in, as with Az; where
    /// nobody had, nobody is: a script whose sign-in failed doesn't go on in the service of this
    /// process, which it didn't mean.
    ///
    /// @param attempt makes the connection in use another one
    public void signingIn(Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            leaveUnlessChosen();
            throw e;
        }
    }

    private synchronized void leaveUnlessChosen() {
        if (currentName == null) {
            leave();
        }
    }

    private void leave() {
        current = null;
        currentName = null;
        signedOut = true;
    }

    /// Forgets connections; if the one in use is among them, nobody is signed in.
    public synchronized void forget(Predicate<Connection> which) {
        current().filter(which).ifPresent(_ -> leave());
        contexts.values().removeIf(which);
    }

    /// Vaults are looked for anew by their names: one isn't where it was.
    public synchronized void forgetPlaces() {
        contexts.values().forEach(connection -> connection.places().forget());
        if (current != null) {
            current.places().forget();
        }
    }

    /// All connections made so far by name, in order.
    public synchronized Map<String, Connection> contexts() {
        return new LinkedHashMap<>(contexts);
    }

    /// Takes note of a deployment under its environment's name.
    public synchronized void add(Deployment deployment) {
        deployments.put(key(deployment.environment().name()), deployment);
    }

    /// The service in this process is opened for a name that nobody added alone.
    public synchronized Optional<Deployment> deployment(String name) {
        Deployment added = deployments.get(key(name));
        return added == null ? local(name) : Optional.of(added);
    }

    /// Whether a name means the service in this process: as its users or as its operator sign in.
    public synchronized boolean isLocal(String name) {
        return !deployments.containsKey(key(name)) && local(name).isPresent();
    }

    private Optional<Deployment> local(String name) {
        return locals().stream()
                .filter(it -> key(it.environment().name()).equals(key(name)))
                .findFirst();
    }

    /// The local ones first, but for those that another was put in the place of, then those added,
    /// in order.
    public synchronized List<Deployment> deployments() {
        List<Deployment> all = new ArrayList<>(locals());
        all.removeIf(it -> deployments.containsKey(key(it.environment().name())));
        all.addAll(deployments.values());
        return all;
    }

    public synchronized Optional<Deployment> remove(String name) {
        return Optional.ofNullable(deployments.remove(key(name)));
    }

    /// The service in this process as a deployment.
    public Deployment localDeployment() {
        LocalService service = local();
        return new Deployment(service.environment(), service.transport());
    }

    /// The service in this process as its users sign in to it, and as its operator does.
    private List<Deployment> locals() {
        Deployment users = localDeployment();
        Environment environment = users.environment();
        return List.of(
                users,
                new Deployment(
                        environment.ofOperator(environment.name() + OPERATORS), users.transport()));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Closes the service in this process if it was opened.
    @Override
    public synchronized void close() {
        if (local != null) {
            local.close();
        }
    }
}
