package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified Azure SDK for JavaScript against `serve --dev` and against a server that keeps
/// its state: runs what stands in `examples/node`.
final class AzureNodeSdkTest {
    private static final Path EXAMPLE = DevServer.ROOT.resolve("examples/node");

    @Test
    void theJavaScriptClientsWorkUnchanged() throws Exception {
        assumeTrue(
                Commands.exists("npm"),
                "npm isn't installed: the JavaScript clients are not tested");
        try (DevServer server = DevServer.start()) {
            everythingWorks(server.environment());
        }
    }

    /// By the vault's own name the client checks that the challenge belongs to it.
    @Test
    void theJavaScriptClientsWorkByTheVaultsOwnName(@TempDir Path folder) throws Exception {
        assumeTrue(
                Commands.exists("npm"),
                "npm isn't installed: the JavaScript clients are not tested");
        try (DevServer server = DevServer.startToKeep()) {
            NamedVault.make(server, folder);
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.put(
                    "NODE_OPTIONS", "--import " + EXAMPLE.resolve("localhost-names.mjs").toUri());
            everythingWorks(environment);
        }
    }

    private static void everythingWorks(Map<String, String> environment) throws Exception {
        Commands install =
                Commands.run(EXAMPLE, environment, "npm", "ci", "--no-audit", "--no-fund");
        assertThat(install.exitCode()).as(install.error()).isZero();
        Commands tests = Commands.run(EXAMPLE, environment, "npm", "test");
        System.out.println(tests.out());
        assertThat(tests.exitCode()).as(tests.out() + tests.error()).isZero();
        assertThat(tests.out()).contains("# fail 0").doesNotContain("# pass 0\n");
        Commands tour = Commands.run(EXAMPLE, environment, "npm", "start");
        assertThat(tour.exitCode()).as(tour.error()).isZero();
        assertThat(tour.out()).contains("secret: hello").contains("signature: ");
    }
}
