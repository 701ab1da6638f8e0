package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve --dev` as a process of its own, used as a test in any language would use it.
final class DevServerTest {
    @TempDir Path directory;

    @Test
    void itIsReadyTellsHowToReachItAndLeavesNothingBehind() throws Exception {
        Path environment = directory.resolve("dev.env");
        Path authority;
        try (JavaProcess server = JavaProcess.serve(directory, "--dev", "--port", "0")) {
            Map<String, String> values = VaultCaller.environment(environment);
            assertThat(values.keySet())
                    .containsExactly(
                            "AZURE_TENANT_ID",
                            "AZURE_CLIENT_ID",
                            "AZURE_CLIENT_SECRET",
                            "AZURE_AUTHORITY_HOST",
                            "AZURE_KEYVAULT_URL",
                            "AZURE_SUBSCRIPTION_ID",
                            "AZURE_RESOURCE_MANAGER_URL",
                            "ARM_CLOUD_METADATA_URL",
                            "AZURE_CORE_INSTANCE_DISCOVERY",
                            "AZURE_CONFIG_DIR",
                            "SSL_CERT_FILE",
                            "NODE_EXTRA_CA_CERTS",
                            "REQUESTS_CA_BUNDLE");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(environment)))
                    .isEqualTo("rw-------");
            authority = Path.of(values.getOrDefault("SSL_CERT_FILE", ""));

            VaultCaller vault = new VaultCaller(values);
            vault.put("secrets/greeting", "{\"value\":\"hello\"}");
            assertThat(vault.get("secrets/greeting")).contains("\"value\":\"hello\"");

            assertThat(server.said()).isEmpty();
            assertThat(server.handle().info().commandLine().orElse(""))
                    .doesNotContain(values.getOrDefault("AZURE_CLIENT_SECRET", "?"));
            assertThat(server.stop()).isZero();
        }
        assertThat(environment).doesNotExist();
        assertThat(authority.resolve("../..").normalize()).doesNotExist();
    }
}
