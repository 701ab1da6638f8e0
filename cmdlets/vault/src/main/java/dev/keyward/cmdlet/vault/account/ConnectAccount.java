package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Credential;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.SubscriptionResource;
import java.util.Optional;

final class ConnectAccount extends VaultCmdlet {
    /// How many contexts Az makes at most, one a subscription.
    private static final int CONTEXTS = 25;

    ConnectAccount() {
        super(
                Subject.ACCOUNT,
                "Connect-Account",
                "Connect-AzAccount",
                "Login-AzAccount",
                "Add-AzAccount",
                "Connect-AzureRmAccount",
                "Login-AzureRmAccount",
                "Add-AzureRmAccount",
                "Add-AzureAccount");
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        String environment = environment(run, connections);
        if (!run.goesOn(environment, "log in")) {
            return;
        }
        connections.signingIn(() -> connect(run, environment));
    }

    private static void connect(Run run, String environment) {
        Connections connections = run.connections();
        Deployment deployment =
                connections
                        .deployment(environment)
                        .orElseThrow(() ->
                                Refusal.of(
                                        "Unable to find environment with name '%s'. Add it with Add-AzEnvironment."
                                                .formatted(environment)));
        Connection connection = connection(run, connections, deployment);
        String subscription = run.text("Subscription");
        if (subscription != null) {
            connection = connection.in(Subscriptions.named(connection, subscription));
        }
        String given = run.text("ContextName");
        String name = given == null ? connection.contextName() : given;
        connections.use(name, connection);
        keepOthers(run, connections, connection);
        Scope.ofChange(run).keep(run, name);
        run.write(AccountShapes.profile(name, connection));
    }

    /// Keeps a connection for each other subscription, to be selected by its name.
    private static void keepOthers(Run run, Connections connections, Connection connection) {
        if (run.flag("SkipContextPopulation")) {
            return;
        }
        int most = run.arguments().number("MaxContextPopulation", CONTEXTS);
        String own = connection.subscription().map(SubscriptionResource::subscriptionId).orElse("");
        connection.resources().subscriptions().stream()
                .filter(it -> it.state().equals("Enabled"))
                .filter(it -> !it.subscriptionId().equals(own))
                .limit(most < 0 ? Long.MAX_VALUE : Math.max(0, most - 1L))
                .forEach(it -> connections.keep(connection.in(it)));
    }

    /// The environment's name: as given, else that of the connection in use.
    private static String environment(Run run, Connections connections) {
        String name = run.text("Environment");
        if (name != null) {
            return name;
        }
        return connections
                .current()
                .map(it -> it.environment().name())
                .orElse(connections.localDeployment().environment().name());
    }

    private static Connection connection(Run run, Connections connections, Deployment deployment) {
        String tenant = run.text("Tenant");
        Optional<Credential> given = Credentials.given(run, deployment.environment());
        if (given.isPresent()) {
            return connections.signIn(deployment, given.get(), tenant);
        }
        String environment = deployment.environment().name();
        boolean local = connections.isLocal(environment);
        if (run.flag("UseDeviceAuthentication")) {
            if (local) {
                throw Refusal.of(
                        "-UseDeviceAuthentication: the service in this process has no page that a"
                                + " browser could open.");
            }
            return connections.signIn(
                    deployment, new PersonAsked(run, deployment, environment).deviceCode(), tenant);
        }
        if (local) {
            return connections.localConnection(deployment);
        }
        // Scripts sign in again at their head; who's in already isn't asked twice.
        Optional<Connection> already =
                connections
                        .already()
                        .filter(it -> it.environment().name().equals(environment))
                        .filter(_ -> !run.flag("Force"));
        if (already.isPresent()) {
            return already.get();
        }
        Credential credential =
                Credentials.ofEnvironment(run).orElseGet(() -> Credentials.asked(run, environment));
        return connections.signIn(deployment, credential, tenant);
    }
}
