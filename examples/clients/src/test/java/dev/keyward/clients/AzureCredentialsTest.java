package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.OnBehalfOfCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each credential of the sign-in libraries and of az but an application's secret, unmodified,
/// against `serve --dev`: each opens the vault.
final class AzureCredentialsTest {
    @TempDir private static Path folder;

    private static DevServer server;
    private static SigningCertificate certificate;
    private static WorkloadIssuer issuer;
    private static CalledApplication called;

    @BeforeAll
    static void start() throws Exception {
        issuer = WorkloadIssuer.start(folder);
        server = DevServer.start("--config", issuer.settings().toString());
        server.trustIt();
        certificate = SigningCertificate.register(server, folder);
        certificate.trust(issuer);
        called = CalledApplication.register(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void javaWithACertificate() {
        opensTheVault(
                new ClientCertificateCredentialBuilder()
                        .authorityHost(server.get("AZURE_AUTHORITY_HOST"))
                        .tenantId(server.get("AZURE_TENANT_ID"))
                        .clientId(server.get("AZURE_CLIENT_ID"))
                        .pemCertificate(certificate.pem().toString())
                        .sendCertificateChain(true)
                        .disableInstanceDiscovery()
                        .build());
    }

    @Test
    void javaWithAnAssertion() {
        opensTheVault(
                new ClientAssertionCredentialBuilder()
                        .authorityHost(server.get("AZURE_AUTHORITY_HOST"))
                        .tenantId(server.get("AZURE_TENANT_ID"))
                        .clientId(server.get("AZURE_CLIENT_ID"))
                        .clientAssertion(AzureCredentialsTest::assertion)
                        .disableInstanceDiscovery()
                        .build());
    }

    @Test
    void javaWithTheFileOfAWorkload() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), issuer.token());
        opensTheVault(
                new WorkloadIdentityCredentialBuilder()
                        .authorityHost(server.get("AZURE_AUTHORITY_HOST"))
                        .tenantId(server.get("AZURE_TENANT_ID"))
                        .clientId(server.get("AZURE_CLIENT_ID"))
                        .tokenFilePath(file.toString())
                        .disableInstanceDiscovery()
                        .build());
    }

    /// The vault lets in the person through the application, and not by herself.
    @Test
    void javaOnBehalfOf() throws Exception {
        opensTheVault(
                new OnBehalfOfCredentialBuilder()
                        .authorityHost(server.get("AZURE_AUTHORITY_HOST"))
                        .tenantId(server.get("AZURE_TENANT_ID"))
                        .clientId(called.application().name())
                        .clientSecret(called.application().secret())
                        .userAssertion(called.assertion())
                        .disableInstanceDiscovery()
                        .build());
        called.isRefusedByHerself();
    }

    private static String assertion() {
        try {
            return certificate.assertion();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void opensTheVault(TokenCredential credential) {
        SecretClient secrets =
                new JavaClients(server.get("AZURE_KEYVAULT_URL"), credential, null).secrets();
        String name = "java-credential-" + UUID.randomUUID();
        secrets.setSecret(name, "here");
        assertThat(secrets.getSecret(name).getValue()).isEqualTo("here");
    }

    @Test
    void javaScript() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
        assertThat(NodeExample.PRESENT.test(environment(), "credentials.test.mjs"))
                .contains("# skipped 0");
    }

    @Test
    void python() throws Exception {
        PythonExample.assumeInstalled();
        PythonExample.test(environment(), "test_credentials");
    }

    private static Map<String, String> environment() throws Exception {
        Map<String, String> environment = certificate.environment();
        environment.putAll(called.environment());
        return environment;
    }

    @Test
    void az(@TempDir Path own) throws Exception {
        Az.assumeInstalled();
        Map<String, String> environment = certificate.environment();
        environment.put("AZURE_CORE_COLLECT_TELEMETRY", "no");
        Az az = new Az(own, environment);
        String login =
                "login --service-principal --allow-no-subscriptions -u "
                        + server.get("AZURE_CLIENT_ID")
                        + " -t "
                        + server.get("AZURE_TENANT_ID");
        for (String[] shown :
                new String[][] {
                    {"--certificate", certificate.pem().toString()},
                    {"--federated-token", issuer.token()},
                }) {
            az.done(login, shown);
            assertThat(
                            az.text(
                                    "value",
                                    "keyvault secret set -n az-credential --value here"
                                            + " --vault-name dev"))
                    .isEqualTo("here");
        }
    }
}
