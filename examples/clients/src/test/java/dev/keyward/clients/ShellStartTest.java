package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a shell does before the user's own work: profiles, and signing in.
final class ShellStartTest {
    @TempDir private Path folder;

    private Shell shell;
    private Path home;

    @BeforeEach
    void make() throws IOException {
        shell = Shell.embedded(folder);
        home = Files.createDirectories(folder.resolve("home"));
    }

    private void profile(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    @Test
    void profilesRunInOrderBeforeTheCommand() throws Exception {
        profile("Keyward_profile.ps1", "$order += 'b'; function Get-Order { $order -join ',' }\n");
        profile("profile.ps1", "$order = @('a')\n");
        Commands run = shell.run("-NonInteractive", "-Command", "Get-Order");
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).isEqualTo("a,b\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void theVariableTellsWhereProfilesLie() throws Exception {
        Commands run =
                shell.command(
                        "$PROFILE; \"$PROFILE\" -eq $PROFILE.CurrentUserCurrentHost;"
                                + " Split-Path $PROFILE.CurrentUserAllHosts -Leaf;"
                                + " Test-Path $PROFILE;"
                                + " New-Item -ItemType File -Path $PROFILE -Force | Out-Null;"
                                + " Test-Path $PROFILE");
        assertThat(run.error()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        home.resolve("Keyward_profile.ps1") + "\nTrue\nprofile.ps1\nFalse\nTrue\n");
    }

    @Test
    void noProfileLeavesThemOut() throws Exception {
        profile("profile.ps1", "'from the profile'\n");
        assertThat(shell.run("-NoProfile", "-Command", "'only'").out()).isEqualTo("only\n");
        assertThat(shell.run("-Command", "'too'").out()).isEqualTo("from the profile\ntoo\n");
    }

    @Test
    void errorsInAProfileAreShownAndEndNothingElse() throws Exception {
        profile("profile.ps1", "1/0\n'goes on'\nthrow 'given up'\n'never'\n");
        profile("Keyward_profile.ps1", "'the next one'\nif (\n");
        Path script = folder.resolve("job.ps1");
        Files.writeString(script, "'job'\nexit 3\n");
        Commands run = shell.run("-NonInteractive", "-File", script.toString());
        assertThat(run.out()).isEqualTo("goes on\njob\n");
        assertThat(run.error())
                .contains("Attempted to divide by zero", "given up", "Keyward_profile.ps1");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void exitInAProfileEndsTheProfile() throws Exception {
        profile("profile.ps1", "exit 7\n'never'\n");
        Commands run = shell.run("-NonInteractive", "-Command", "$LASTEXITCODE");
        assertThat(run.out()).isEqualTo("7\n");
        assertThat(run.exitCode()).isZero();
    }

    /// A script whose sign-in failed must not go on in the engine of its own home, unless it had
    /// signed in there on purpose: that sign-in stays.
    @Test
    void aRefusedSignInSignsNobodyInAndNobodyOut() throws Exception {
        assertThat(
                        shell.command(
                                        Shell.REGISTER
                                                + "New-ResourceGroup g local | Out-Null; New-Vault kv-own g local | Out-Null;"
                                                + " (Get-Vault).VaultName")
                                .out())
                .isEqualTo("kv-own\n");
        try (DevServer server = DevServer.start()) {
            Shell remote = Shell.remote(folder, server);
            var environment = new java.util.TreeMap<>(remote.environment());
            environment.put("KEYWARD_HOME", home.toString());
            Commands run =
                    new Shell(folder, environment)
                            .command(
                                    """
                                    function Show-State { $names = @(Get-Vault 2>$null | % VaultName); if ($names) { "$names" } else { "$($Error[0])" } }
                                    $wrong = New-Object PSCredential $env:AZURE_CLIENT_ID, (ConvertTo-SecureString 'wrong' -AsPlainText -Force)
                                    Connect-Server $env:AZURE_RESOURCE_MANAGER_URL -ServicePrincipal -Credential $wrong 2>$null
                                    Show-State
                                    Connect-AzAccount | Out-Null
                                    (Get-Vault).VaultName
                                    Connect-Server https://localhost:1 -Credential $wrong 2>$null
                                    Show-State
                                    Add-AzureRmEnvironment -Name server -ArmEndpoint $env:AZURE_RESOURCE_MANAGER_URL | Out-Null
                                    Login-AzureRmAccount -EnvironmentName server -ServicePrincipal -Credential $wrong -TenantId $env:AZURE_TENANT_ID 2>$null
                                    Show-State
                                    Login-AzureRmAccount -EnvironmentName server | Out-Null
                                    (Get-Vault).VaultName
                                    """);
            assertThat(run.error()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            "No account is signed in. Run Connect-AzAccount to login.\n"
                                    + "kv-own\nkv-own\nkv-own\ndev\n");
        }
    }
}
