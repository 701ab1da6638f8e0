package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.testing.FakeClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parameters that say how, where what they say makes a difference.
class HeededParametersTest {
    private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private static final String SITE =
            "-ResourceManagerEndpoint https://management.local.example.org"
                    + " -ActiveDirectoryEndpoint https://login.local.example.org";

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
    void anEnvironmentSignsInAsItIsTold() {
        assertThat(
                        shell.run(
                                """
                                (Add-AzEnvironment site %1$s -EnableAdfsAuthentication).ActiveDirectoryAuthority
                                (Get-AzEnvironment site).OnPremise
                                (Set-AzEnvironment site -AdTenant contoso.example.org -EnableAdfsAuthentication:$false).ActiveDirectoryAuthority
                                (Get-AzEnvironment site).AdTenant
                                """
                                        .formatted(SITE)))
                .isEqualTo(
                        """
                        https://login.local.example.org/adfs
                        True
                        https://login.local.example.org
                        contoso.example.org\
                        """);
    }

    @Test
    void whatOutlivesASessionIsRefused() {
        assertThat(shell.run("Add-AzEnvironment site %s -Scope CurrentUser".formatted(SITE)))
                .contains("CurrentUser")
                .contains("Process");
        assertThat(shell.run("Connect-AzAccount -Scope CurrentUser"))
                .contains("nothing can be kept", "KEYWARD_HOME");
        assertThat(shell.run("(Connect-AzAccount -Scope Process).Environment"))
                .isEqualTo("Keyward");
    }

    @Test
    void accountsAreSignedOutAndContextsReplacedWhenThatIsConfirmed() {
        assertThat(
                        shell.run(
                                """
                                $null = Connect-AzAccount -ContextName mine
                                Clear-AzContext
                                (Get-AzContext).Name
                                Clear-AzContext -Force -PassThru
                                @(Get-AzContext).Count
                                """))
                .contains("mine\nTrue\n0");
    }

    @Test
    void aVaultIsMadeAsThePairOfSwitchesSays() {
        assertThat(
                        shell.run(
                                """
                                (New-AzKeyVault gone demo local -DisableSoftDelete).EnableSoftDelete
                                (New-AzKeyVault kept demo local -EnableSoftDelete -DisableRbacAuthorization).EnableRbacAuthorization
                                New-AzKeyVault both demo local -EnableSoftDelete -DisableSoftDelete
                                New-AzKeyVault both demo local -EnableRbacAuthorization -DisableRbacAuthorization
                                """))
                .startsWith("False\nFalse\n")
                .contains("-EnableSoftDelete and -DisableSoftDelete contradict each other.")
                .contains(
                        "-EnableRbacAuthorization and -DisableRbacAuthorization contradict each"
                                + " other.");
    }

    @Test
    void anApplicationForOtherTenantsIsRefused() {
        assertThat(
                        shell.run(
                                """
                                New-AzADApplication -DisplayName x -AvailableToOtherTenants $true
                                (New-AzADApplication -DisplayName x -AvailableToOtherTenants $false).DisplayName
                                """))
                .contains("-AvailableToOtherTenants: must be $false")
                .endsWith("x");
    }

    @Test
    void aPrincipalGetsItsRoleUnlessThatIsSkipped() {
        assertThat(
                        shell.run(
                                """
                                New-AzADServicePrincipal -DisplayName none -Role 'No such role'
                                @(Get-AzADApplication).Count
                                $one = New-AzADServicePrincipal -DisplayName one -Role Reader
                                (Get-AzRoleAssignment -ObjectId $one.Id).RoleDefinitionName
                                $scope = (Get-AzKeyVault demo).ResourceId
                                $two = New-AzADServicePrincipal -DisplayName two -Scope $scope
                                (Get-AzRoleAssignment -ObjectId $two.Id) | ForEach-Object { $_.RoleDefinitionName, ($_.Scope -eq $scope) }
                                $three = New-AzureRmADServicePrincipal -DisplayName three -Role Reader -SkipAssignment
                                @(Get-AzRoleAssignment -ObjectId $three.Id).Count
                                """))
                .contains("Cannot find role definition with name 'No such role'.")
                .endsWith("0\nReader\nContributor\nTrue\n0");
    }

    @Test
    void aScopeIsLookedAtHereUnlessThatIsLeftToTheServer() {
        assertThat(
                        shell.run(
                                "New-AzRoleAssignment -ObjectId x -RoleDefinitionName Reader -Scope"
                                        + " demo"))
                .contains("Scope 'demo' should begin with '/subscriptions' or '/providers'.");
        assertThat(
                        shell.run(
                                "New-AzRoleAssignment -ObjectId x -RoleDefinitionName Reader -Scope"
                                        + " demo -SkipClientSideScopeValidation"))
                .isNotEmpty()
                .doesNotContain("should begin with");
    }

    @Test
    void underTheNamesOfAzureRmTakingAwayIsAskedFor() {
        assertThat(
                        shell.run(
                                """
                                $app = New-AzADApplication -DisplayName one
                                Remove-AzureRmADApplication -ApplicationId $app.AppId
                                @(Get-AzADApplication).Count
                                Remove-AzureRmADApplication -ApplicationId $app.AppId -Force
                                @(Get-AzADApplication).Count
                                """))
                .contains("\n1\n")
                .endsWith("0");
    }

    @Test
    void signingInMakesAContextForEachSubscription() {
        assertThat(contexts(Map.of())).hasSize(3);
        assertThat(contexts(Map.of("MaxContextPopulation", 2))).hasSize(2);
        assertThat(contexts(Map.of("MaxContextPopulation", -1))).hasSize(3);
        assertThat(contexts(Map.of("SkipContextPopulation", new SwitchParameter(true)))).hasSize(1);
    }

    private Map<String, Connection> contexts(Map<String, Object> more) {
        SecureRandom random = new SecureRandom();
        try (Connections connections =
                new Connections(() -> new RecordedService("prod", 3), CLOCK, random)) {
            dev.keyward.cmdlet.Arguments bound = new dev.keyward.cmdlet.Arguments();
            more.forEach(bound::put);
            PlainSession session = new PlainSession(folder);
            Connections.install(session, () -> connections);
            PlainInvocation invocation =
                    new PlainInvocation(
                            bound, "UserWithSubscriptionId", "Connect-AzAccount", session);
            Cmdlets.commands()
                    .filter(it -> it.name().equals("Connect-Account"))
                    .findFirst()
                    .orElseThrow()
                    .open(invocation)
                    .process();
            assertThat(invocation.errors).isEmpty();
            PsObject profile = (PsObject) invocation.output.getFirst();
            PsObject context =
                    (PsObject) Objects.requireNonNull(profile.get("Context"), "the context");
            assertThat(connections.currentName()).contains(String.valueOf(context.get("Name")));
            return connections.contexts();
        }
    }
}
