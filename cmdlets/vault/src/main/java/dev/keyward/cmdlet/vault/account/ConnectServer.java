package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Credential;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.ServerTrust;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.connection.RemoteDeployment;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TrustOf;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

final class ConnectServer extends VaultCmdlet {
    ConnectServer() {
        super(Subject.ACCOUNT, "Connect-Server");
    }

    @Override
    protected void run(Run run) {
        String uri = run.required("Uri");
        if (!run.goesOn(uri, "log in")) {
            return;
        }
        run.connections().signingIn(() -> connect(run, uri));
    }

    private static void connect(Run run, String uri) {
        Connections connections = run.connections();
        URI server = server(uri);
        String name = Objects.requireNonNullElse(run.text("Name"), server.getAuthority());
        Deployment deployment = deployment(run, connections, name, server);
        Entered entered = entered(run, deployment, server);
        connections.add(deployment);
        connections.use(entered.name, entered.connection);
        keep(run, entered);
        run.write(AccountShapes.profile(entered.name, entered.connection));
    }

    /// @param asked whether a person was asked, who won't like to be asked again
    private record Entered(String name, Connection connection, boolean asked) {}

    /// In this order: what is given, what the environment holds, who signed in before, who is
    /// asked.
    private static Entered entered(Run run, Deployment deployment, URI server) {
        Optional<Credential> given =
                run.flag("UseDeviceAuthentication")
                        ? Optional.empty()
                        : Credentials.withSecret(run).or(() -> Credentials.ofEnvironment(run));
        if (given.isPresent()) {
            return fresh(run, deployment, given.get(), false);
        }
        Optional<Entered> before =
                run.flag("Force") || run.flag("UseDeviceAuthentication")
                        ? Optional.empty()
                        : signedInBefore(run, deployment, server);
        return before.orElseGet(() ->
                fresh(
                        run,
                        deployment,
                        new PersonAsked(run, deployment, server.toString()).best(),
                        true));
    }

    private static Entered fresh(
            Run run, Deployment deployment, Credential credential, boolean asked) {
        Connection connection =
                run.connections().signIn(deployment, credential, run.text("Tenant"));
        return new Entered(connection.contextName(), connection, asked);
    }

    private static Optional<Entered> signedInBefore(Run run, Deployment deployment, URI server) {
        Optional<ContextFiles> files = ContextFiles.find(run);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        String tenant = run.text("Tenant");
        String account = run.text("AccountId");
        for (SavedContexts.Context each : files.get().keptContexts()) {
            if (each.isOf(deployment)
                    && (tenant == null || tenant.equalsIgnoreCase(each.tenant()))
                    && (account == null || account.equalsIgnoreCase(each.account().id()))) {
                Connection connection = files.get().connection(each, deployment);
                try {
                    connection
                            .signedIn()
                            .tokens()
                            .token(connection.environment().managementAudience());
                } catch (VaultCallException e) {
                    if (!(e.failure() instanceof CallFailure.SignInEnded)) {
                        throw e;
                    }
                    run.invocation()
                            .warning(
                                    "The sign-in of %s has ended: %s"
                                            .formatted(each.account().id(), e.getMessage()));
                    files.get().forget(each::equals);
                    continue;
                }
                run.invocation()
                        .warning(
                                "Signed in to %s as %s, as before; -Force signs in anew."
                                        .formatted(server, each.account().id()));
                return Optional.of(new Entered(each.name(), connection, false));
            }
        }
        return Optional.empty();
    }

    /// A person who was asked stays signed in, unless `-Scope Process` says otherwise.
    private static void keep(Run run, Entered entered) {
        if (run.has("Scope") || Autosave.of(run) != Autosave.UNSAID) {
            Scope.ofChange(run).keep(run, entered.name);
        } else if (entered.asked
                && entered.connection.credential().orElse(null) instanceof Credential.Person) {
            try {
                Scope.CURRENT_USER.keep(run, entered.name);
            } catch (Refusal e) {
                run.invocation().warning("The sign-in ends with this session: " + e.getMessage());
            }
        }
    }

    private static Deployment deployment(
            Run run, Connections connections, String name, URI server) {
        String fingerprint = run.text("Fingerprint");
        if (fingerprint != null) {
            ServerTrust trust = TrustOf.shown(run, server, fingerprint);
            return RemoteDeployment.open(name, server, trust, connections.pause());
        }
        try {
            return RemoteDeployment.open(name, server, TrustOf.given(run), connections.pause());
        } catch (VaultCallException e) {
            if (!(e.failure() instanceof CallFailure.CertificateNotTrusted) || run.has("CaFile")) {
                throw e;
            }
            ServerTrust trust = TrustOf.shown(run, server, "");
            return RemoteDeployment.open(name, server, trust, connections.pause());
        }
    }

    static URI server(String text) {
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with what's right.
        }
        throw Refusal.of("'" + text + "' isn't a server's address such as https://host:8443");
    }
}
