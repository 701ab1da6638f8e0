package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.clients.Tenant.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "A sample application that uses keys and secrets", with the client and the sign-in library
/// (ADAL) of its time: `sign-in.mjs` in `examples/node-track1`. All that the application does is in
/// [HelloKeyVaultTest], what the whole preparation script prints in [ArticleTest].
final class SampleApplicationTest {
    private static final Path PROGRAM = DevServer.ROOT.resolve("examples/node-track1");
    private static final String ALL = "\"keys\":[\"all\"],\"secrets\":[\"all\"]";

    private static DevServer server;
    private static Tenant tenant;

    @BeforeAll
    static void start() throws Exception {
        NodeExample.TRACK1.assumeInstalled();
        server = DevServer.startToKeep();
        server.trustIt();
        tenant = Tenant.of(server);
        tenant.registerKeyVault();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            tenant.http().close();
            server.close();
        }
    }

    @Test
    @Tag("seed:A-2")
    @Tag("seed:A-3")
    @Tag("seed:A-7")
    void anApplicationThatIsThereIsPreparedThroughTheTenantOfADomain(@TempDir Path folder)
            throws Exception {
        Account application = tenant.application("already there");
        Map<String, String> environment = new TreeMap<>(Shell.remote(folder, server).environment());
        environment.put("T_APP", application.name());
        Commands run =
                new Shell(folder, environment)
                        .command(
                                """
                                $known = (Add-AzureRMEnvironment -Name AzureStackUser -ArmEndpoint $env:AZURE_RESOURCE_MANAGER_URL).GraphEndpointResourceId
                                $tenant = Get-AzsDirectoryTenantId -AADTenantName keyward.localhost -EnvironmentName AzureStackUser
                                $tenant
                                try { Get-AzsDirectoryTenantId -AADTenantName nobody.example -EnvironmentName AzureStackUser -ErrorAction Stop } catch { 'no such tenant' }
                                $key = ConvertTo-SecureString $env:AZURE_CLIENT_SECRET -AsPlainText -Force
                                $credential = New-Object System.Management.Automation.PSCredential $env:AZURE_CLIENT_ID, $key
                                function Find-Application($audience) {
                                    $environment = Set-AzureRmEnvironment -Name AzureStackUser -GraphAudience $audience
                                    Login-AzureRmAccount -EnvironmentName AzureStackUser -ServicePrincipal -Credential $credential -TenantId $tenant | Out-Null
                                    "audience given: $($environment.GraphEndpointResourceId -eq $audience)"
                                    try { "found: $((Get-AzureRmADServicePrincipal -ServicePrincipalName $env:T_APP -ErrorAction Stop).Id)" } catch { "refused: $($_.Exception.Message)" }
                                }
                                Find-Application 'https://graph.elsewhere.example'
                                Find-Application $known.TrimEnd('/')
                                $principal = Get-AzureRmADServicePrincipal -ServicePrincipalName $env:T_APP
                                $null = New-AzureRmResourceGroup -Name prepared -Location local -Force
                                $vault = New-AzureRmKeyVault -VaultName named -ResourceGroupName prepared -Sku standard -Location local
                                Set-AzureRmKeyVaultAccessPolicy -VaultName named -ObjectId $principal.Id -PermissionsToKeys all -PermissionsToSecrets all -WarningAction SilentlyContinue
                                $vault.VaultUri.TrimEnd('/')
                                """);
        assertThat(run.error()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(server.get("AZURE_TENANT_ID")),
                        line -> assertThat(line).isEqualTo("no such tenant"),
                        line -> assertThat(line).isEqualTo("audience given: True"),
                        line -> assertThat(line).startsWith("refused: ").endsWith("'BadRequest'"),
                        line -> assertThat(line).isEqualTo("Code: invalid_resource"),
                        line -> assertThat(line).startsWith("Message: AADSTS500011: "),
                        line -> assertThat(line).isEqualTo("audience given: True"),
                        line -> assertThat(line).isEqualTo("found: " + application.objectId()),
                        line -> assertThat(line).isEqualTo(server.get("AZURE_KEYVAULT_URL")));
        assertThat(program(lines.getLast(), application).out()).endsWith("all done\n");
    }

    /// As the log has it: the client asked without a token, ADAL asked the older endpoint for the
    /// resource that the challenge names, and the call came again under the id it had.
    @Test
    @Tag("seed:A-12")
    void theFirstCallIsChallengedAndRepeatedWithATokenOfTheOlderEndpoint() throws Exception {
        Account application = tenant.application("challenged");
        String vault = tenant.newVault("second", Map.of(application, ALL));
        int before = tenant.log().size();
        Commands run = program(vault, application);
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).endsWith("all done\n");
        List<JsonNode> log = tenant.log();
        List<JsonNode> calls =
                log.subList(before, log.size()).stream()
                        .filter(record ->
                                record.at("/properties/requestUri").asText().startsWith(vault)
                                        || record.at("/properties/clientId")
                                                .asText()
                                                .equals(application.name()))
                        .toList();
        assertThat(calls)
                .extracting(
                        record -> record.path("operationName").asText(),
                        record -> record.at("/properties/httpStatusCode").asInt())
                .containsExactly(
                        tuple("Authentication", 401),
                        tuple("SignIn", 200),
                        tuple("SecretSet", 200),
                        tuple("SecretGet", 200),
                        tuple("SecretGet", 200));
        JsonNode signIn = calls.get(1);
        assertThat(signIn.at("/properties/requestUri").asText())
                .startsWith(
                        server.get("AZURE_AUTHORITY_HOST")
                                + "/"
                                + server.get("AZURE_TENANT_ID")
                                + "/oauth2/token?");
        assertThat(signIn.at("/properties/resource").asText())
                .isEqualTo("https://vault." + DevServer.DOMAIN + ":" + server.port());
        assertThat(calls.get(2).path("correlationId"))
                .isEqualTo(calls.getFirst().path("correlationId"));
        assertThat(calls.get(2).at("/properties/requestUri"))
                .isEqualTo(calls.getFirst().at("/properties/requestUri"));
    }

    /// Runs the application with the three settings that its preparation gives.
    private static Commands program(String vault, Account application) throws Exception {
        Map<String, String> environment = new TreeMap<>();
        environment.put("NODE_EXTRA_CA_CERTS", server.get("NODE_EXTRA_CA_CERTS"));
        environment.put("VaultUrl", vault);
        environment.put("AuthClientId", application.name());
        environment.put("AuthClientSecret", application.secret());
        Commands run =
                Commands.run(
                        PROGRAM,
                        environment,
                        "node",
                        "--import",
                        "../node/localhost-names.mjs",
                        "sign-in.mjs");
        assertThat(run.out()).as(run.error()).isNotEmpty();
        return run;
    }
}
