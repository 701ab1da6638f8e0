package dev.keyward.clients;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A development server with a vault for each api-version, so that a test may use the same names
/// under all of them.
final class VersionVaults implements AutoCloseable {
    private final DevServer server;
    private final Management management;
    private final Map<String, JavaClients> made = new HashMap<>();

    private VersionVaults(DevServer server, Management management) {
        this.server = server;
        this.management = management;
    }

    static VersionVaults start(String... options) throws Exception {
        DevServer server = DevServer.start(options);
        server.trustIt();
        return new VersionVaults(server, Management.of(server));
    }

    /// From now on the vaults that are made are those whose keys may be exportable.
    void makePremium() throws Exception {
        management.makePremium("dev");
    }

    /// Clients that send this version, of a vault that is made when it is first asked for.
    JavaClients under(Enum<?> version) throws Exception {
        JavaClients clients = made.get(version.name());
        if (clients == null) {
            String vault = version.name().toLowerCase(Locale.ROOT).replace('_', '-');
            clients =
                    new JavaClients(
                            management.makeVault(vault), server.credential(), version.name());
            made.put(version.name(), clients);
        }
        return clients;
    }

    Path folder() {
        return server.folder();
    }

    @Override
    public void close() {
        server.close();
    }
}
