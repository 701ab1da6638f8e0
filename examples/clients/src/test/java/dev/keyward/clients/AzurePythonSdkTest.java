package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified Azure SDK for Python against `serve --dev` and against a server that keeps its
/// state: runs what stands in `examples/python`.
final class AzurePythonSdkTest {
    private static final String[] TESTS = {
        "test_keys",
        "test_cryptography",
        "test_secrets",
        "test_certificates",
        "test_errors",
        "test_async",
    };

    @BeforeAll
    static void install() throws Exception {
        PythonExample.assumeInstalled();
    }

    @Test
    void thePythonClientsWorkUnchanged(@TempDir Path folder) throws Exception {
        AttestationAuthority authority = AttestationAuthority.make(folder);
        try (DevServer server = DevServer.start("--config", authority.settings().toString())) {
            server.trustIt();
            everythingWorks(server.environment());
            Management.of(server).makePremium("dev");
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.putAll(authority.variables());
            PythonExample.test(environment, "test_release");
        }
    }

    /// By the vault's own name the client checks that the challenge belongs to it.
    @Test
    void thePythonClientsWorkByTheVaultsOwnName(@TempDir Path folder) throws Exception {
        try (DevServer server = DevServer.startToKeep()) {
            NamedVault.make(server, folder);
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.put("NEWEST_API_VERSION_ALONE", "yes");
            everythingWorks(environment);
        }
    }

    private static void everythingWorks(Map<String, String> environment) throws Exception {
        PythonExample.test(environment, TESTS);
        Commands tour = PythonExample.run(environment, "tour.py");
        assertThat(tour.exitCode()).as(tour.error()).isZero();
        assertThat(tour.out()).contains("secret: hello").contains("signature: ");
    }
}
