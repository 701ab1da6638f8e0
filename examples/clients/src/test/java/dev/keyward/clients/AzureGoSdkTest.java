package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The unmodified Azure SDK for Go, the one before the present, against `serve --dev`: runs what
/// stands in `examples/go`.
final class AzureGoSdkTest {
    private static final Path FOLDER = DevServer.ROOT.resolve("examples/go");

    /// Where Debian puts the sources of its Go packages.
    private static final Path SOURCES = Path.of("/usr/share/gocode");

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                Commands.exists("go")
                        && Files.isDirectory(
                                SOURCES.resolve("src/github.com/Azure/azure-sdk-for-go/services")),
                "go or golang-github-azure-azure-sdk-for-go-dev isn't installed: the Go client is not tested");
    }

    @Test
    void theGoClientWorksUnchanged() throws Exception {
        try (DevServer server = DevServer.start()) {
            Map<String, String> environment = new TreeMap<>(server.environment());
            environment.put("GO111MODULE", "off");
            environment.put("GOPATH", SOURCES.toString());
            // -vet=off: it takes as long as compiling does, and is no test of the server.
            Commands tests =
                    Commands.run(
                            FOLDER, environment, "go", "test", "-count=1", "-vet=off", "-v", ".");
            System.out.println(tests.out());
            assertThat(tests.exitCode()).as(tests.out() + tests.error()).isZero();
            assertThat(tests.out()).contains("--- PASS: TestSecrets").doesNotContain("SKIP");
            Commands tour = Commands.run(FOLDER, environment, "go", "run", "tour.go");
            assertThat(tour.exitCode()).as(tour.error()).isZero();
            assertThat(tour.out()).contains("secret: hello").contains("signature: ");
        }
    }
}
