package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.transport.ServerTrust;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Collectors;

/// Gets to know a server by its management endpoint, or by any address that serves it.
public final class RemoteDeployment {
    private RemoteDeployment() {}

    /// Reads the server's discovery document; from then on every name of the deployment leads to
    /// the server's own address, so that nothing has to be set up in DNS.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException if it isn't such a server
    public static Deployment open(String name, URI server, ServerTrust trust, Pause pause) {
        Environment environment =
                Environment.discover(Transport.network(trust, Map.of()), name, server, pause);
        return known(environment, trust);
    }

    /// A server whose discovery document was read before.
    public static Deployment known(Environment environment, ServerTrust trust) {
        try {
            InetAddress address = Transport.addressOf(environment.resourceManager().getHost());
            Map<String, InetAddress> domains =
                    environment.vaults().domains().stream()
                            .distinct()
                            .collect(Collectors.toMap(domain -> domain, _ -> address));
            return new Deployment(environment, Transport.network(trust, domains));
        } catch (UnknownHostException e) {
            // Discovery has just reached it, so this is rare: leave the names to DNS.
            return new Deployment(environment, Transport.network(trust, Map.of()));
        }
    }
}
