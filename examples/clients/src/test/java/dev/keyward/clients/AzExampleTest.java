package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/az/first-vault.sh`, as its README says to run it.
final class AzExampleTest {
    @Test
    void theFirstVaultIsMade(@TempDir Path folder) throws Exception {
        Az.assumeInstalled();
        try (DevServer server = DevServer.start()) {
            Commands run =
                    Commands.run(
                            folder,
                            Map.of("AZURE_CORE_COLLECT_TELEMETRY", "no"),
                            "sh",
                            "-c",
                            "set -a; . \"$0\"; set +a; \"$1\"",
                            server.folder().resolve("dev.env").toString(),
                            DevServer.ROOT.resolve("examples/az/first-vault.sh").toString());
            assertThat(run.exitCode()).as(run.out() + run.error()).isZero();
            assertThat(run.out())
                    .matches(
                            """
                            vault:       https://first-[0-9a-f]{8}\\.vault\\.local\\.keyward\\.localhost:[0-9]+/
                            signature:   [A-Za-z0-9+/=]{88}
                            is right:    true
                            secret:      32 characters
                            certificate: subject=CN ?= ?web\\.example\\.org
                            """);
        }
    }
}
