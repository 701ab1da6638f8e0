package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is signed out by which parameter, and names of vaults asked for as JSON.
class SigningOutTest {
    @TempDir Path folder;

    private CertificateShell shell;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void anAccountIsSignedOutByItsContextByItsNameAndAsAnObject() {
        for (String way :
                new String[] {
                    "Disconnect-AzAccount",
                    "Disconnect-AzAccount -ContextName mine",
                    "Disconnect-AzAccount -Username $context.Account.Id",
                    "Logout-AzureRmAccount -ApplicationId $context.Account.Id -TenantId"
                            + " $context.Tenant.Id",
                    "$context.Account | Disconnect-AzAccount -Scope Process",
                    "$context | Disconnect-AzAccount"
                }) {
            assertThat(
                            shell.run(
                                    """
                                    $null = Connect-Account -ContextName mine
                                    $context = Get-AzContext
                                    $gone = %s
                                    $gone.Id -eq $context.Account.Id
                                    @(Get-AzContext -ListAvailable).Count
                                    Get-Vault
                                    """
                                            .formatted(way)))
                    .as(way)
                    .startsWith("True\n0\n")
                    .contains("to login.");
        }
    }

    @Test
    void whoIsntSignedInIsntSignedOut() {
        assertThat(
                        shell.run(
                                """
                                $null = Connect-Account
                                Disconnect-AzAccount -Username nobody@example.org
                                Disconnect-AzAccount -ContextName other
                                (Get-Vault demo).VaultName
                                """))
                .contains("'nobody@example.org' isn't signed in.")
                .contains("'other' isn't signed in.")
                .endsWith("demo");
    }

    @Test
    void allAreSignedOutAtOnce() {
        assertThat(
                        shell.run(
                                """
                                $null = Connect-Account -ContextName a
                                $null = Connect-Account -ContextName b
                                Clear-AzContext -WhatIf
                                @(Get-AzContext -ListAvailable).Count
                                Clear-AzureRmContext -Force -PassThru
                                @(Get-AzContext -ListAvailable).Count
                                Get-Vault
                                """))
                .contains("\n2\nTrue\n0\n")
                .contains("to login.");
    }

    @Test
    void endpointsOfServicesThatDontExistHereAreKept() {
        assertThat(
                        shell.run(
                                """
                                (Add-AzureRmEnvironment -Name old -ResourceManagerEndpoint https://management.local.example.org -ActiveDirectoryEndpoint https://login.local.example.org/adfs -StorageEndpoint local.example.org -TrafficManagerDnsSuffix t.example.org -BatchEndpointResourceId https://batch.example.org).Name
                                (Get-AzureRmEnvironment old) | ForEach-Object { $_.StorageEndpointSuffix, $_.TrafficManagerDnsSuffix, $_.BatchEndpointResourceId }
                                Add-AzureRmEnvironment -Name other -Scope Machine
                                """))
                .startsWith("old\nlocal.example.org\nt.example.org\nhttps://batch.example.org\n")
                .contains("Machine");
    }

    @Test
    void theTenantOfAnAdFsStackIsFoundInWhatItPublishes() {
        assertThat(
                        shell.run(
                                """
                                $null = Set-AzEnvironment Keyward -EnableAdfsAuthentication
                                (Get-AzEnvironment Keyward).ActiveDirectoryAuthority.EndsWith('/adfs')
                                (Get-AzsDirectoryTenantId -ADFS -EnvironmentName Keyward) -eq (Get-AzContext).Tenant.Id
                                $null = Set-AzEnvironment Keyward -ActiveDirectoryServiceEndpointResourceId https://management.example.org/0f000000-0000-4000-8000-00000000000a
                                Get-AzsDirectoryTenantId -ADFS -EnvironmentName Keyward
                                """))
                .isEqualTo("True\nTrue\n0f000000-0000-4000-8000-00000000000a");
    }

    @Test
    void aNameIsAskedForAsJson() throws Exception {
        Files.writeString(
                folder.resolve("ask.json"),
                "{\"name\":\"demo\",\"type\":\"Microsoft.KeyVault/vaults\"}");
        assertThat(
                        shell.run(
                                """
                                (Test-AzKeyVaultNameAvailability -JsonFilePath ask.json).NameAvailable
                                (Test-AzKeyVaultNameAvailability -JsonString '{"name":"free-1"}').NameAvailable
                                Test-AzKeyVaultNameAvailability -JsonString '{"type":"x"}'
                                Test-AzKeyVaultNameAvailability -JsonString 'no json'
                                Test-AzKeyVaultNameAvailability -JsonFilePath none.json
                                (New-AzKeyVaultNetworkRuleSetObject -DefaultAction Deny).DefaultAction
                                """))
                .startsWith("False\nTrue\n")
                .contains("name must be given.")
                .contains("-JsonFilePath: can't read")
                .endsWith("Deny");
    }
}
