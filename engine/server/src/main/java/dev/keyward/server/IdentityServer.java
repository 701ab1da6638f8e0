package dev.keyward.server;

import dev.keyward.api.Engine;
import dev.keyward.api.identity.IdentityEndpoint;
import dev.keyward.server.http.LocalListeners;
import dev.keyward.server.http.LocalPlace;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The endpoints that give workloads on this machine tokens, as the settings have them.
final class IdentityServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IdentityServer.class.getName());

    /// None where nobody listens: it would be a thread for nothing.
    private final @Nullable LocalListeners listeners;

    private IdentityServer(@Nullable LocalListeners listeners) {
        this.listeners = listeners;
    }

    /// Listens at all of them, or at none.
    ///
    /// @param firstAdministrators whether an endpoint that names no identity has that of the first
    ///   administrator
    static IdentityServer start(
            List<IdentitySettings> endpoints, boolean firstAdministrators, Engine engine) {
        if (endpoints.isEmpty()) {
            return new IdentityServer(null);
        }
        LocalListeners listeners = new LocalListeners();
        try {
            for (IdentitySettings each : endpoints) {
                listen(listeners, each, firstAdministrators, engine);
            }
            return new IdentityServer(listeners);
        } catch (StartFailure failed) {
            listeners.close();
            throw failed;
        }
    }

    private static void listen(
            LocalListeners listeners,
            IdentitySettings settings,
            boolean firstAdministrators,
            Engine engine) {
        IdentityEndpoint endpoint = settings.endpoint();
        String prefix = "identity." + endpoint.name() + ".";
        if (endpoint.identities().isEmpty() && !firstAdministrators) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    prefix + "clients is missing; with --dev alone it may be");
        }
        try {
            switch (settings.place()) {
                case LocalPlace.Port port -> listeners.listen(port, engine.identities(endpoint));
                case LocalPlace.UnixSocket socket -> {
                    SocketFile.makeRoom(socket.path());
                    listeners.listen(socket, engine.identities(endpoint));
                    SocketFile.open(socket.path(), !socket.users().isEmpty());
                }
            }
        } catch (IOException unusable) {
            throw new StartFailure(
                    StartFailure.Kind.PORT_TAKEN,
                    switch (settings.place()) {
                                case LocalPlace.Port(int port) -> prefix + "port is " + port;
                                case LocalPlace.UnixSocket _ -> prefix + "socket is";
                            }
                            + ", which can't be used: "
                            + unusable.getMessage());
        }
        tell(settings, engine);
    }

    private static void tell(IdentitySettings settings, Engine engine) {
        IdentityEndpoint endpoint = settings.endpoint();
        boolean forEverybody =
                endpoint.header() == null && settings.place() instanceof LocalPlace.Port;
        LOG.log(
                forEverybody ? Level.WARNING : Level.INFO,
                "identity endpoint={0} place={1} identities={2}{3}",
                endpoint.name(),
                switch (settings.place()) {
                    case LocalPlace.Port(int port) -> "127.0.0.1:" + port;
                    case LocalPlace.UnixSocket(var path, _) -> path.toString();
                },
                endpoint.identities().stream().map(IdentityEndpoint.Identity::clientId).toList(),
                forEverybody ? ": every process of this machine gets their tokens" : "");
        endpoint.identities().stream()
                .filter(identity -> !engine.has(endpoint, identity))
                .forEach(identity ->
                        LOG.log(
                                Level.WARNING,
                                "identity endpoint={0} names {1}, which has no service principal in"
                                        + " the tenant",
                                endpoint.name(),
                                identity.clientId()));
    }

    @Override
    public void close() {
        if (listeners != null) {
            listeners.close();
        }
    }
}
