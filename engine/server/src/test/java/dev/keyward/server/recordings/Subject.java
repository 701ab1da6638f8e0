package dev.keyward.server.recordings;

import dev.keyward.model.SecretAccess;
import dev.keyward.server.DevServer;
import dev.keyward.server.JavaProcess;
import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A development server that requests are sent to, in this process or in one of its own.
///
/// @param environment as its environment file says
/// @param inside null for one in a process of its own
/// @param outside null for one in this process
record Subject(
        Map<String, String> environment, @Nullable DevServer inside, @Nullable JavaProcess outside)
        implements AutoCloseable {

    static Subject of(DevServer server) {
        String base = "https://localhost:" + server.port();
        return new Subject(
                Map.of(
                        "SSL_CERT_FILE", server.authorityFile().toString(),
                        "AZURE_CLIENT_ID", server.application().toString(),
                        "AZURE_CLIENT_SECRET",
                                server.applicationSecret().toUtf8(SecretAccess.request()),
                        "AZURE_TENANT_ID", server.tenant().toString(),
                        "AZURE_SUBSCRIPTION_ID", server.subscription().toString(),
                        "AZURE_AUTHORITY_HOST", base,
                        "AZURE_KEYVAULT_URL", base),
                server,
                null);
    }

    /// Starts a process.
    ///
    /// @param settings lines of its configuration
    static Subject start(Path folder, String settings) throws IOException {
        Files.createDirectory(folder);
        Path file = Files.writeString(folder.resolve("keyward.properties"), settings);
        Path environment = folder.resolve("dev.env");
        JavaProcess process =
                JavaProcess.serve(
                        folder,
                        "--dev",
                        "--port",
                        "0",
                        "--config",
                        file.toString(),
                        "--env-file",
                        environment.toString());
        return new Subject(VaultCaller.environment(environment), null, process);
    }

    String value(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    String base() {
        return value("AZURE_AUTHORITY_HOST");
    }

    int port() {
        return URI.create(base()).getPort();
    }

    /// The certificate stands in the folder `tls` of it.
    Path home() {
        Path folder = Objects.requireNonNull(Path.of(value("SSL_CERT_FILE")).getParent());
        return Objects.requireNonNull(folder.getParent());
    }

    /// Of the process that is the server's alone.
    long pid() {
        return Objects.requireNonNull(outside, "a process of its own").handle().pid();
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.close();
        }
        if (outside != null) {
            outside.close();
        }
    }
}
