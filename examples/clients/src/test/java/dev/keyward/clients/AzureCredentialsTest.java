package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.OnBehalfOfCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import dev.keyward.testing.AcmeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each credential of the sign-in libraries and of az but an application's secret, unmodified,
/// against `serve --dev`: each opens the vault.
final class AzureCredentialsTest {
    private static final String HEADER = "the-header-of-the-workload";

    @TempDir private static Path folder;

    private static DevServer server;
    private static SigningCertificate certificate;
    private static WorkloadIssuer issuer;
    private static CalledApplication called;
    private static int[] identityPorts;
    private static DevicePerson person;

    @BeforeAll
    static void start() throws Exception {
        issuer = WorkloadIssuer.start(folder);
        identityPorts = new int[] {AcmeServer.freePort(), AcmeServer.freePort()};
        server = DevServer.start("--config", settings().toString());
        server.trustIt();
        certificate = SigningCertificate.register(server, folder);
        certificate.trust(issuer);
        called = CalledApplication.register(server);
        person = DevicePerson.register(server);
    }

    /// With an endpoint for a managed identity in each of Azure's shapes.
    private static Path settings() throws IOException {
        Path header = folder.resolve("header");
        Files.createFile(
                header,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(header, HEADER);
        return Files.writeString(
                issuer.settings(),
                """
                identity.endpoints=web,machine
                identity.web.port=%d
                identity.web.headerFile=header
                identity.machine.port=%d
                """
                        .formatted(identityPorts[0], identityPorts[1]),
                StandardOpenOption.APPEND);
    }

    /// What a workload is told of its endpoint, in each shape, and of the vault.
    private static List<Map<String, String>> workloads() {
        return Stream.of(
                        Map.of(
                                "IDENTITY_ENDPOINT",
                                "http://127.0.0.1:" + identityPorts[0] + "/msi/token",
                                "IDENTITY_HEADER",
                                HEADER),
                        Map.of(
                                "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                                "http://127.0.0.1:" + identityPorts[1]))
                .map(told -> {
                    Map<String, String> environment = new TreeMap<>(server.environment());
                    environment.putAll(told);
                    return environment;
                })
                .toList();
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

    @Test
    void javaWithAManagedIdentity() throws Exception {
        opensTheVault(workloads().getFirst());
        opensTheVault(workloads().getLast(), server.get("AZURE_CLIENT_ID"));
    }

    /// In a process of its own, since the library reads the process's environment.
    private static void opensTheVault(Map<String, String> workload, String... client)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Djavax.net.ssl.trustStore="
                                        + System.getProperty("javax.net.ssl.trustStore"),
                                "-Djavax.net.ssl.trustStorePassword=changeit",
                                WorkloadWithIdentity.class.getName(),
                                server.get("AZURE_KEYVAULT_URL"),
                                "java-identity-" + UUID.randomUUID()));
        command.addAll(List.of(client));
        Commands done = Commands.run(folder, workload, command.toArray(String[]::new));
        assertThat(done.exitCode()).as(done.error()).isZero();
        assertThat(done.out()).endsWith("here\n");
    }

    @Test
    void javaScriptWithAManagedIdentity() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
        for (Map<String, String> workload : workloads()) {
            assertThat(NodeExample.PRESENT.test(workload, "managed-identity.test.mjs"))
                    .contains("# skipped 0");
        }
    }

    @Test
    void pythonWithAManagedIdentity() throws Exception {
        PythonExample.assumeInstalled();
        for (Map<String, String> workload : workloads()) {
            PythonExample.test(workload, "test_managed_identity");
        }
    }

    @Test
    void azWithAManagedIdentity(@TempDir Path own) throws Exception {
        Az.assumeInstalled();
        int i = 0;
        for (Map<String, String> workload : workloads()) {
            workload.put("AZURE_CORE_COLLECT_TELEMETRY", "no");
            workload.put("AZURE_CONFIG_DIR", own.resolve("az" + i++).toString());
            Az az = new Az(own, workload);
            az.done("login --identity --allow-no-subscriptions");
            assertThat(
                            az.text(
                                    "value",
                                    "keyvault secret set -n az-identity --value here --vault-name"
                                            + " dev"))
                    .isEqualTo("here");
        }
    }

    @Test
    void javaOnADevice() {
        opensTheVault(
                new DeviceCodeCredentialBuilder()
                        .authorityHost(server.get("AZURE_AUTHORITY_HOST"))
                        .tenantId(server.get("AZURE_TENANT_ID"))
                        .challengeConsumer(shown -> {
                            try {
                                person.approve(shown.getVerificationUrl(), shown.getUserCode());
                            } catch (Exception failed) {
                                throw new AssertionError(failed);
                            }
                        })
                        .disableInstanceDiscovery()
                        .build());
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
        Path prompt = folder.resolve("javascript");
        person.whileRunning(
                prompt,
                () ->
                        assertThat(
                                        NodeExample.PRESENT.test(
                                                environment(prompt), "credentials.test.mjs"))
                                .contains("# skipped 0"));
    }

    @Test
    void python() throws Exception {
        PythonExample.assumeInstalled();
        Path prompt = folder.resolve("python");
        person.whileRunning(
                prompt,
                () -> {
                    PythonExample.test(environment(prompt), "test_credentials");
                    return true;
                });
    }

    /// @param prompt the file for what a person is asked to do
    private static Map<String, String> environment(Path prompt) throws Exception {
        Map<String, String> environment = certificate.environment();
        environment.put("DEVICE_PROMPT", prompt.toString());
        environment.putAll(called.environment());
        return environment;
    }

    @Test
    void az(@TempDir Path own) throws Exception {
        Az.assumeInstalled();
        Az az = Az.unsigned(server, own);
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
            opensTheVault(az);
        }
    }

    /// A person, by a code and by a password. Its library asks for the realm of a name without the
    /// authority's port, but not where that is one of AD FS.
    @Test
    void azForAPerson(@TempDir Path own) throws Exception {
        Az.assumeInstalled();
        Az az = Az.unsigned(server, own);
        String tenant = " --allow-no-subscriptions -t " + server.get("AZURE_TENANT_ID");
        Path prompt = own.resolve("prompt");
        person.whileRunning(
                prompt, () -> az.promptedTo(prompt, "login --use-device-code" + tenant));
        opensTheVault(az);

        az.done(
                "cloud register -n adfs --endpoint-resource-manager "
                        + server.get("AZURE_RESOURCE_MANAGER_URL"));
        az.done(
                "cloud update -n adfs --endpoint-active-directory "
                        + server.get("AZURE_AUTHORITY_HOST").replaceAll("/$", "")
                        + "/adfs");
        az.done("cloud set -n adfs");
        az.done(
                "login --allow-no-subscriptions -u " + person.account().name(),
                "-p",
                person.account().secret());
        opensTheVault(az);
    }

    private static void opensTheVault(Az az) throws Exception {
        assertThat(
                        az.text(
                                "value",
                                "keyvault secret set -n az-credential --value here --vault-name"
                                        + " dev"))
                .isEqualTo("here");
    }
}
