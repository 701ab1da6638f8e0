package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Manage Key Vault in Azure Stack using PowerShell" where AD FS is the identity provider: the
/// shell signs in to the server's authority `adfs`, and there is no graph to ask.
final class AdfsStackTest {
    private static final String SIGN_IN =
            """
            $environment = Add-AzureRMEnvironment -Name server -ArmEndpoint $env:AZURE_RESOURCE_MANAGER_URL
            $environment = Set-AzureRMEnvironment -Name server -ActiveDirectoryEndpoint "$($environment.ActiveDirectoryAuthority.TrimEnd('/'))/adfs" -GraphEndpoint https://127.0.0.1:1
            "on premise: $($environment.OnPremise)"
            $key = ConvertTo-SecureString $env:AZURE_CLIENT_SECRET -AsPlainText -Force
            $credential = New-Object System.Management.Automation.PSCredential $env:AZURE_CLIENT_ID, $key
            Login-AzureRmAccount -EnvironmentName server -ServicePrincipal -Credential $credential -TenantId $env:AZURE_TENANT_ID | Out-Null
            """;

    @Test
    @Tag("seed:S-12")
    @Tag("seed:S-13")
    @Tag("seed:S-34")
    void aVaultIsMadeForNobodyAndOpenedByObjectIdsThatNobodyLooksUp(@TempDir Path folder)
            throws Exception {
        try (DevServer server = DevServer.startToKeep()) {
            Tenant tenant = Tenant.of(server);
            String principal =
                    tenant.graph()
                            .under(
                                    "1.6&$filter=appId%20eq%20'"
                                            + server.get("AZURE_CLIENT_ID")
                                            + "'")
                            .get("v1.0/servicePrincipals")
                            .at("/value/0/id")
                            .asText();
            tenant.http().close();
            assertThat(principal).hasSize(36);
            Commands run =
                    Shell.remote(folder, server)
                            .command(
                                    SIGN_IN
                                            + Shell.REGISTER
                                            + """
                                            $null = New-AzureRmResourceGroup -Name VaultRG -Location local -Force
                                            $vault = New-AzureRmKeyVault -VaultName Vault01 -ResourceGroupName VaultRG -Location local -WarningVariable warned -WarningAction SilentlyContinue
                                            "warned: $($warned.Count) $warned"
                                            function Show-Policies { "policies: $((Get-AzureRmKeyVault -VaultName Vault01).AccessPolicies.Count)" }
                                            Show-Policies
                                            $secret = ConvertTo-SecureString 'v' -AsPlainText -Force
                                            function Test-Use { try { $null = Set-AzureKeyVaultSecret -VaultName Vault01 -Name s -SecretValue $secret -ErrorAction Stop; 'used' } catch { "refused: $($_.Exception.Message)" } }
                                            Test-Use
                                            $sid = 'S-1-5-21-1004336348-1177238915-682003330-512'
                                            $rights = @{ VaultName = 'Vault01'; ResourceGroupName = 'VaultRG'; PermissionsToKeys = 'get', 'list'; PermissionsToSecrets = 'get', 'list', 'set' }
                                            function Test-Grant($principal) { try { Set-AzureRmKeyVaultAccessPolicy @rights @principal -ErrorAction Stop; 'granted' } catch { "not granted: $($_.Exception.Message)" } }
                                            Test-Grant @{ ObjectId = $sid }
                                            Test-Grant @{ ObjectId = 'PRINCIPAL' }
                                            Test-Grant @{ ServicePrincipalName = $env:AZURE_CLIENT_ID }
                                            Test-Grant @{ ServicePrincipalName = $env:AZURE_CLIENT_ID; BypassObjectIdValidation = $true }
                                            Show-Policies
                                            Test-Grant @{ ObjectId = $sid; BypassObjectIdValidation = $true }
                                            (Get-AzureRmKeyVault -VaultName Vault01).AccessPolicies[0].ObjectId
                                            Test-Use
                                            Test-Grant @{ ObjectId = 'PRINCIPAL'; BypassObjectIdValidation = $true }
                                            Show-Policies
                                            Test-Use
                                            """
                                                    .replace("PRINCIPAL", principal));
            assertThat(run.error()).isEmpty();
            // Longer messages go on in lines of their own.
            assertThat(run.out().lines().filter(line -> line.matches("[a-zS].*")))
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("on premise: True"),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "warned: 1 Access policy is not set. No user or"
                                                            + " application have access permission to"
                                                            + " use this vault."),
                            line -> assertThat(line).isEqualTo("policies: 0"),
                            line ->
                                    assertThat(line)
                                            .startsWith("refused: ")
                                            .endsWith("'Forbidden'"),
                            line ->
                                    assertThat(line)
                                            .startsWith(
                                                    "not granted: Cannot parse ObjectId into"
                                                            + " Guid."),
                            line -> assertThat(line).startsWith("not granted: no connection"),
                            line -> assertThat(line).startsWith("not granted: no connection"),
                            line -> assertThat(line).startsWith("not granted: Parameter set"),
                            line -> assertThat(line).isEqualTo("policies: 0"),
                            line -> assertThat(line).isEqualTo("granted"),
                            line ->
                                    assertThat(line)
                                            .isEqualTo(
                                                    "S-1-5-21-1004336348-1177238915-682003330-512"),
                            line ->
                                    assertThat(line)
                                            .startsWith("refused: ")
                                            .endsWith("'Forbidden'"),
                            line -> assertThat(line).isEqualTo("granted"),
                            line -> assertThat(line).isEqualTo("policies: 2"),
                            line -> assertThat(line).isEqualTo("used"));
        }
    }
}
