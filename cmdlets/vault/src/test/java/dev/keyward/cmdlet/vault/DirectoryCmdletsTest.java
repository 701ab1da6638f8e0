package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications and their principals, listed in portions and taken away.
class DirectoryCmdletsTest {
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
    void listsAreGivenInPortions() {
        assertThat(
                        shell.run(
                                """
                                1..4 | ForEach-Object { $null = New-AzADApplication -DisplayName "app$_" }
                                $all = @(Get-AzADApplication)
                                $all.Count
                                (Get-AzADApplication -First 2).AppId -join ',' -eq ($all[0..1].AppId -join ',')
                                (Get-AzADApplication -Skip 3).AppId -eq $all[3].AppId
                                @(Get-AzADApplication -Skip 4).Count
                                (Get-AzADApplication -Skip 1 -First 1).AppId -eq $all[1].AppId
                                Get-AzADUser -First -1
                                """))
                .startsWith("4\nTrue\nTrue\n0\nTrue\n")
                .contains("-First: must be 0 or more.");
    }

    @Test
    void listsAreFiltered() {
        assertThat(
                        shell.run(
                                """
                                'one', 'other', 'two' | ForEach-Object { $null = New-AzADServicePrincipal -DisplayName $_ }
                                (Get-AzADServicePrincipal -Filter "displayName eq 'two'").DisplayName
                                (Get-AzADApplication -Filter "startswith(displayName,'o')" -First 1).DisplayName
                                @(Get-AzADUser -Filter "displayName eq 'nobody'").Count + @(Get-AzADGroup -Filter "displayName eq 'none'").Count
                                Get-AzADUser -Filter "displayName ne 'x' and 1 eq 1"
                                """))
                .startsWith("two\no")
                .contains("\n0\n")
                .contains("Request_UnsupportedQuery");
    }

    @Test
    void aPrincipalIsTakenAwayByWhateverNamesIt() {
        assertThat(
                        shell.run(
                                """
                                $one = New-AzADServicePrincipal -DisplayName one
                                Remove-AzADServicePrincipal -DisplayName one -WhatIf
                                @(Get-AzADServicePrincipal -DisplayName one).Count
                                Remove-AzADServicePrincipal -DisplayName one -PassThru
                                @(Get-AzADServicePrincipal -DisplayName one).Count
                                $two = New-AzADServicePrincipal -DisplayName two
                                $two | Remove-AzADServicePrincipal
                                $three = New-AzADServicePrincipal -DisplayName three
                                Remove-AzureRmADServicePrincipal -ApplicationId $three.AppId -Force
                                @(Get-AzADServicePrincipal -ObjectId $two.Id).Count + @(Get-AzADServicePrincipal -ObjectId $three.Id).Count
                                Remove-AzADServicePrincipal -DisplayName two
                                """))
                .contains("What if: Performing the operation \"Remove service principal\"")
                .contains("\n1\nTrue\n0\n0\n")
                .endsWith("There's no service principal 'two'.");
    }

    @Test
    void anApplicationIsTakenAway() {
        assertThat(
                        shell.run(
                                """
                                $one = New-AzADApplication -DisplayName one
                                $two = New-AzADApplication -DisplayName two
                                $one | Remove-AzADApplication
                                Remove-AzureRmADApplication -ApplicationId $two.AppId -Force
                                @(Get-AzADApplication).Count
                                Remove-Application -ApplicationId 0f000000-0000-4000-8000-000000000001
                                """))
                .startsWith("0\n")
                .endsWith("There's no application '0f000000-0000-4000-8000-000000000001'.");
    }
}
