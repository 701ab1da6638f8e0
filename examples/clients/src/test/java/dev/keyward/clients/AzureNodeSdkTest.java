package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified Azure SDK for JavaScript against `serve --dev` and against a server that keeps
/// its state: runs what stands in `examples/node`.
final class AzureNodeSdkTest {
    private static final String[] TESTS = {
        "keys.test.mjs", "cryptography.test.mjs", "secrets.test.mjs", "certificates.test.mjs",
    };

    @BeforeAll
    static void install() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
    }

    @Test
    void theJavaScriptClientsWorkUnchanged(@TempDir Path folder) throws Exception {
        AttestationAuthority authority = AttestationAuthority.make(folder);
        try (DevServer server = DevServer.start("--config", authority.settings().toString())) {
            server.trustIt();
            everythingWorks(server.environment());
            Management.of(server).makePremium("dev");
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.putAll(authority.variables());
            assertThat(NodeExample.PRESENT.test(environment, "release.test.mjs"))
                    .contains("# skipped 0");
        }
    }

    /// By the vault's own name the client checks that the challenge belongs to it.
    @Test
    void theJavaScriptClientsWorkByTheVaultsOwnName(@TempDir Path folder) throws Exception {
        try (DevServer server = DevServer.startToKeep()) {
            NamedVault.make(server, folder);
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.put(
                    "NODE_OPTIONS",
                    "--import "
                            + NodeExample.PRESENT.folder().resolve("localhost-names.mjs").toUri());
            environment.put("NEWEST_API_VERSION_ALONE", "yes");
            everythingWorks(environment);
        }
    }

    private static void everythingWorks(Map<String, String> environment) throws Exception {
        assertThat(NodeExample.PRESENT.test(environment, TESTS)).contains("# skipped 0");
        Commands tour = Commands.run(NodeExample.PRESENT.folder(), environment, "npm", "start");
        assertThat(tour.exitCode()).as(tour.error()).isZero();
        assertThat(tour.out()).contains("secret: hello").contains("signature: ");
    }
}
