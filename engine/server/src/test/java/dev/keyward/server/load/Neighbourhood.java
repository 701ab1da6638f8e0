package dev.keyward.server.load;

import dev.keyward.server.AnotherVault;
import dev.keyward.server.JavaProcess;
import dev.keyward.server.Main;
import dev.keyward.server.Ports;
import dev.keyward.server.VaultCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server in a process of its own with two vaults: the development server's, which is the hostile
/// neighbour's, and an honest client's.
final class Neighbourhood implements AutoCloseable {
    /// Of the neighbour.
    final Path environment;

    final int port;
    final Footprint footprint;
    private final JavaProcess server;
    private final Map<String, String> own;

    Neighbourhood() throws Exception {
        Path directory = Files.createTempDirectory("keyward-soak-");
        environment = directory.resolve("dev.env");
        port = Ports.free();
        server =
                JavaProcess.start(
                        directory,
                        Main.class.getName(),
                        List.of(
                                "serve",
                                "--dev",
                                "--port",
                                Integer.toString(port),
                                "--env-file",
                                environment.toString()));
        own = AnotherVault.make(VaultCaller.environment(environment), port, "honest");
        VaultCaller honest = honest();
        honest.put("secrets/honest", "{\"value\":\"here\"}");
        honest.post("keys/ec/create", "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
        footprint =
                new Footprint(
                        server.handle(),
                        Path.of(honest.value("SSL_CERT_FILE")).resolve("../..").normalize());
    }

    /// The honest client, signed in anew: a token lasts an hour.
    VaultCaller honest() throws Exception {
        return new VaultCaller(own);
    }

    @Override
    public void close() {
        server.close();
    }
}
