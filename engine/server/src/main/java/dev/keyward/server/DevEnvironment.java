package dev.keyward.server;

import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.model.SecretAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// The file by which tests and tools reach a throw-away server: `NAME=value` lines under the names
/// that Azure's SDKs, az CLI, Node, curl and OpenSSL read (architecture.md, section 5). Mode 0600.
///
/// Three are for az CLI. `ARM_CLOUD_METADATA_URL` makes this server the only cloud it knows, so
/// nothing has to be registered. `AZURE_CORE_INSTANCE_DISCOVERY` keeps it from asking Microsoft's
/// public cloud whether the login host is one of theirs. `AZURE_CONFIG_DIR` stands in the server's
/// own directory: the first two are cached there, and so a developer's own sign-ins aren't touched.
final class DevEnvironment {
    private DevEnvironment() {}

    static void write(
            Path file,
            int port,
            FirstSecret credential,
            UUID subscription,
            Path home,
            Path authority)
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
                        + "\nARM_CLOUD_METADATA_URL="
                        + self
                        + "/metadata/endpoints?api-version=2019-05-01"
                        + "\nAZURE_CORE_INSTANCE_DISCOVERY=false"
                        + "\nAZURE_CONFIG_DIR="
                        + home.resolve("az")
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
