package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The unmodified Azure SDK for JavaScript against `serve --dev`: runs what stands in
/// `examples/node`.
final class AzureNodeSdkTest {
    private static final Path EXAMPLE = DevServer.ROOT.resolve("examples/node");

    @Test
    void theJavaScriptClientsWorkUnchanged() throws Exception {
        assumeTrue(
                Commands.exists("npm"),
                "npm isn't installed: the JavaScript clients are not tested");
        try (DevServer server = DevServer.start()) {
            Commands install =
                    Commands.run(
                            EXAMPLE, server.environment(), "npm", "ci", "--no-audit", "--no-fund");
            assertThat(install.exitCode()).as(install.error()).isZero();
            Commands tests = Commands.run(EXAMPLE, server.environment(), "npm", "test");
            System.out.println(tests.out());
            assertThat(tests.exitCode()).as(tests.out() + tests.error()).isZero();
            assertThat(tests.out()).contains("# fail 0").doesNotContain("# pass 0\n");
            Commands tour = Commands.run(EXAMPLE, server.environment(), "npm", "start");
            assertThat(tour.exitCode()).as(tour.error()).isZero();
            assertThat(tour.out()).contains("secret: hello").contains("signature: ");
        }
    }
}
