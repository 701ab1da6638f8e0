package dev.keyward.server;

import dev.keyward.api.FirstSecret;
import dev.keyward.model.SecretAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// The file by which tests and tools reach a throw-away server: `NAME=value` lines under the names
/// that Azure's SDKs, Node, curl and OpenSSL read (architecture.md, section 5). Mode 0600.
final class DevEnvironment {
    private DevEnvironment() {}

    static void write(
            Path file, int port, FirstSecret credential, UUID subscription, Path authority)
            throws IOException {
        String self = "https://localhost:" + port;
        String text =
                "AZURE_TENANT_ID="
                        + credential.tenant()
                        + "\nAZURE_CLIENT_ID="
                        + credential.application()
                        + "\nAZURE_CLIENT_SECRET="
                        + credential.secret().toUtf8(SecretAccess.request())
                        + "\nAZURE_AUTHORITY_HOST="
                        + self
                        + "\nAZURE_KEYVAULT_URL="
                        + self
                        + "\nAZURE_SUBSCRIPTION_ID="
                        + subscription
                        + "\nAZURE_RESOURCE_MANAGER_URL="
                        + self
                        + "\nSSL_CERT_FILE="
                        + authority
                        + "\nNODE_EXTRA_CA_CERTS="
                        + authority
                        + "\nREQUESTS_CA_BUNDLE="
                        + authority
                        + "\n";
        Path absolute = file.toAbsolutePath();
        if (absolute.getParent() != null) {
            OwnFiles.makeDirectory(absolute.getParent());
        }
        OwnFiles.write(absolute, text.getBytes(StandardCharsets.UTF_8));
    }
}
