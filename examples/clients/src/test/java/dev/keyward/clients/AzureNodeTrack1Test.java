package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The unmodified SDKs for JavaScript before the present one against `serve --dev`: runs what
/// stands in `examples/node-track1`.
final class AzureNodeTrack1Test {
    @BeforeAll
    static void install() throws Exception {
        NodeExample.TRACK1.assumeInstalled();
    }

    @Test
    void theOldJavaScriptClientsWorkUnchanged() throws Exception {
        try (DevServer server = DevServer.start()) {
            assertThat(NodeExample.TRACK1.test(server.environment(), "operations.test.mjs"))
                    .contains("# skipped 0");
        }
    }
}
