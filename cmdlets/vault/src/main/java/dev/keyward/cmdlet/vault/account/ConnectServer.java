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
        Credential credential =
                Credentials.withSecret(run)
                        .or(() -> Credentials.ofEnvironment(run))
                        .orElseGet(() -> Credentials.asked(run, server.toString()));
        Connection connection = connections.signIn(deployment, credential, run.text("Tenant"));
        connections.add(deployment);
        connections.use(connection);
        run.write(AccountShapes.profile(connection.contextName(), connection));
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
