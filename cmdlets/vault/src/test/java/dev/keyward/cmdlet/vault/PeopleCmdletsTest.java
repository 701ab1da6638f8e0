package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users, groups and secrets of applications, made and changed from the shell, and what that means
/// for the rights they have in vaults.
class PeopleCmdletsTest {
    private static final String ALICE =
            """
            $password = ConvertTo-SecureString 'correct horse 1' -AsPlainText -Force
            $alice = New-AzADUser -DisplayName Alice -UserPrincipalName alice@example.org -Mail a.liddell@example.org -Password $password
            """;

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
    void aUserSignsInAndUsesWhatAGroupMay() {
        assertThat(
                        shell.run(
                                ALICE
                                        + """
                                        $null = Set-Secret demo probe (ConvertTo-SecureString x -AsPlainText -Force)
                                        $keepers = New-AzADGroup -DisplayName Keepers -MailNickname keepers
                                        (Get-AzADGroup).MailNickname
                                        Set-AzKeyVaultAccessPolicy demo -ObjectId $keepers.Id -PermissionsToSecrets get
                                        $admin = (Connect-AzAccount -ContextName admin).Context
                                        function credential($text) { New-Object PSCredential 'alice@example.org', (ConvertTo-SecureString $text -AsPlainText -Force) }
                                        $null = Connect-AzAccount -ContextName alice -Credential (credential 'correct horse 1')
                                        (Get-AzADUser -SignedIn).DisplayName
                                        try { Get-Secret demo probe -AsPlainText -ErrorAction Stop } catch { 'not yet' }
                                        Add-AzADGroupMember -MemberUserPrincipalName alice@example.org -TargetGroupDisplayName Keepers -DefaultProfile $admin
                                        Get-Secret demo probe -AsPlainText
                                        Get-AzADGroupMember -GroupObjectId $keepers.Id | Remove-AzADGroupMember -GroupObjectId $keepers.Id -DefaultProfile $admin
                                        try { Get-Secret demo probe -AsPlainText -ErrorAction Stop } catch { 'no more' }
                                        """))
                .isEqualTo(
                        """
                        keepers
                        Alice
                        not yet
                        x
                        no more\
                        """);
    }

    @Test
    void policiesFindUsersByNameAndMailAndApplicationsByTheirNames() {
        assertThat(
                        shell.run(
                                ALICE
                                        + """
                                        $app = New-AzADServicePrincipal -DisplayName backup -ServicePrincipalName https://backup.example.org
                                        $named = Set-AzKeyVaultAccessPolicy demo -UserPrincipalName ALICE@example.org -PermissionsToKeys get -PassThru
                                        $named.AccessPolicies.ObjectId -contains $alice.Id
                                        $mailed = Set-AzKeyVaultAccessPolicy demo -EmailAddress a.liddell@example.org -PermissionsToSecrets get -PassThru
                                        ($mailed.AccessPolicies | Where-Object ObjectId -eq $alice.Id).PermissionsToSecrets
                                        (Set-AzKeyVaultAccessPolicy demo -ServicePrincipalName https://backup.example.org -PermissionsToKeys get -PassThru).AccessPolicies.ObjectId -contains $app.Id
                                        """))
                .isEqualTo("True\nget\nTrue");
    }

    @Test
    void aUserIsChangedKeptOutAndRemoved() {
        assertThat(
                        shell.run(
                                ALICE
                                        + """
                                        Update-AzADUser -UPNOrObjectId alice@example.org -DisplayName 'Alice L.' -Mail alice@example.org -WhatIf
                                        Update-AzADUser -UPNOrObjectId alice@example.org -DisplayName 'Alice L.' -Mail al@example.org
                                        Get-AzADUser -Mail al@example.org | ForEach-Object { $_.DisplayName, $_.AccountEnabled, ($_.Id -eq $alice.Id) }
                                        $next = ConvertTo-SecureString 'correct horse 2' -AsPlainText -Force
                                        $alice | Set-AzureRmADUser -Password $next -PassThru
                                        function signIn($text) {
                                            try { (Connect-AzAccount -ContextName alice -Credential (New-Object PSCredential 'alice@example.org', (ConvertTo-SecureString $text -AsPlainText -Force)) -ErrorAction Stop).Account }
                                            catch { 'refused' }
                                        }
                                        $admin = (Connect-AzAccount -ContextName admin).Context
                                        signIn 'correct horse 1'
                                        signIn 'correct horse 2'
                                        $null = Select-AzContext admin
                                        Set-User alice@example.org -AccountEnabled $false
                                        signIn 'correct horse 2'
                                        Set-User alice@example.org
                                        Remove-AzADUser -DisplayName nobody
                                        Remove-AzADUser -UPNOrObjectId alice@example.org -WhatIf
                                        Remove-AzADUser -UPNOrObjectId alice@example.org -PassThru
                                        @(Get-AzADUser -UserPrincipalName alice@example.org).Count
                                        """))
                .startsWith(
                        """
                        What if: Performing the operation "Update user" on target "alice@example.org".
                        Alice L.
                        True
                        True
                        True
                        refused
                        alice@example.org
                        refused
                        """)
                .contains("nothing is to change: give -DisplayName")
                .contains("There's no user 'nobody'.")
                .contains("What if: Performing the operation \"Remove user\"")
                .endsWith("True\n0");
    }

    @Test
    void badNamesAreRefusedWithTheFieldAndTheRule() {
        assertThat(
                        shell.run(
                                ALICE
                                        + """
                                        New-AzADUser -DisplayName Al -UserPrincipalName alice@example.org -Password $password
                                        New-AzADUser -DisplayName Al -UserPrincipalName al@example.org -Password $password -MailNickname bob
                                        New-AzADUser -DisplayName Al -UserPrincipalName al@example.org -Password $password -Mail nowhere
                                        New-AzADUser -DisplayName Al -UserPrincipalName al@example.org -Password $password -ForceChangePasswordNextLogin
                                        Update-AzADUser -UPNOrObjectId alice@example.org -Password $password -ForceChangePasswordNextLogin
                                        New-AzADGroup -DisplayName x -MailNickname 'a b'
                                        Add-AzADGroupMember -MemberObjectId x -TargetGroupDisplayName nothing
                                        """))
                .contains("Request_MultipleObjectsWithSameKeyValue")
                .contains("-MailNickname: must be what -UserPrincipalName has before the @")
                .contains("mail must be an address of at most 256 characters")
                .containsPattern("(?s)(-ForceChangePasswordNextLogin: nobody.*){2}")
                .contains("mailNickname must be 1 to 64 printable characters")
                .contains("There's no group 'nothing'.")
                .doesNotContain("correct horse");
    }

    @Test
    void aSecretIsMadeShownOnceAndEnded() {
        assertThat(
                        shell.run(
                                """
                                $principal = New-AzADServicePrincipal -DisplayName backup
                                $start = [datetime]::new(2026, 11, 25, 0, 0, 0, 'Utc')
                                $made = New-AzADAppCredential -ApplicationId $principal.AppId -StartDate $start -EndDate $start.AddDays(2)
                                $made.StartDateTime -eq $start
                                $made.EndDate -eq $start.AddDays(2)
                                $made.SecretText.Length -gt 40
                                $known = Get-AzADAppCredential -DisplayName backup | Where-Object KeyId -eq $made.KeyId
                                $known.Hint -eq $made.Hint
                                $null -eq $known.SecretText
                                @(Get-AzADAppCredential -DisplayName backup).Count
                                $known | Remove-AzADAppCredential -DisplayName backup
                                @(Get-AzADAppCredential -DisplayName backup).Count
                                Remove-AzADAppCredential -DisplayName backup -KeyId $made.KeyId
                                """))
                .startsWith("True\nTrue\nTrue\nTrue\nTrue\n2\n1\n")
                .contains("Request_ResourceNotFound");
    }

    @Test
    void aCertificateIsRegisteredShownByItsThumbprintAndEnded() {
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo backup (New-CertificatePolicy -SubjectName CN=backup -IssuerName Self -ValidityInMonths 2)
                                while ((Get-CertificateOperation demo backup).Status -eq 'inProgress') { Start-Sleep -Milliseconds 20 }
                                $certificate = (Get-Certificate demo backup).Certificate
                                $base64 = [Convert]::ToBase64String($certificate.RawData)
                                $app = (New-AzADServicePrincipal -DisplayName backup).AppId
                                $whole = New-AzADAppCredential -ApplicationId $app -CertValue $base64 -CustomKeyIdentifier whole
                                $whole.StartDateTime -eq $certificate.NotBefore.ToUniversalTime()
                                $whole.EndDate -eq $certificate.NotAfter.ToUniversalTime()
                                $start = [datetime]::new(2026, 11, 25, 0, 0, 0, 'Utc')
                                $dated = Get-AzADApplication -ApplicationId $app | New-AzureRmADAppCredential -CertValue $base64 -StartDate $start -EndDate $start.AddDays(2)
                                $dated.StartDateTime -eq $start
                                $dated.EndDateTime -eq $start.AddDays(2)
                                $null = New-AzADAppCredential -DisplayName backup -CertValue $base64 -WhatIf
                                $certificates = Get-AzADAppCredential -ApplicationId $app | Where-Object Type -eq AsymmetricX509Cert
                                @($certificates.CustomKeyIdentifier -eq $certificate.Thumbprint).Count
                                ($certificates | Where-Object DisplayName -eq whole).KeyId -eq $whole.KeyId
                                $whole | Remove-AzADAppCredential -ApplicationId $app
                                (Get-AzADAppCredential -ApplicationId $app | ForEach-Object { $_.GetType().Name; $_.KeyId -eq $dated.KeyId }) -join ' '
                                Remove-AzADAppCredential -ApplicationId $app
                                @(Get-AzADAppCredential -ApplicationId $app).Count
                                """))
                .isEqualTo(
                        """
                        True
                        True
                        True
                        True
                        What if: Performing the operation "Adding a new certificate" on target "backup".
                        2
                        True
                        MicrosoftGraphKeyCredential True MicrosoftGraphPasswordCredential False
                        0\
                        """);
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThat(
                        shell.run(
                                """
                                $null = New-AzADApplication -DisplayName backup
                                New-AzADAppCredential -DisplayName backup -CertValue 'not Base64'
                                New-AzADAppCredential -DisplayName backup -CertValue AAAA
                                """))
                .contains("-CertValue: must be a certificate in Base64.")
                .contains("key must be an X.509 certificate in DER");
    }

    @Test
    void aMadeSecretSignsInUntilItIsEnded() {
        assertThat(
                        shell.run(
                                """
                                $app = New-AzADApplication -DisplayName backup
                                $null = New-AzADServicePrincipal -ApplicationId $app.AppId
                                $made = $app | New-AzADAppCredential
                                $admin = (Connect-AzAccount -ContextName admin).Context
                                function signIn() {
                                    try { (Connect-AzAccount -ServicePrincipal -Tenant $admin.Tenant.Id -ContextName app -Credential (New-Object PSCredential $app.AppId, (ConvertTo-SecureString $made.SecretText -AsPlainText -Force)) -ErrorAction Stop).Account -eq $app.AppId }
                                    catch { 'refused' }
                                }
                                signIn
                                $null = Select-AzContext admin
                                Remove-AzADAppCredential -ObjectId $app.Id
                                signIn
                                """))
                .isEqualTo("True\nrefused");
    }

    @Test
    void anApplicationIsChangedAndItsPrincipalWithIt() {
        assertThat(
                        shell.run(
                                """
                                $principal = New-AzADServicePrincipal -DisplayName backup -ServicePrincipalName https://backup.example.org
                                Get-AzADApplication -DisplayName backup | Update-AzADApplication -DisplayName archive -HomePage https://archive.example.org
                                (Get-AzADApplication -ApplicationId $principal.AppId) | ForEach-Object { $_.DisplayName, $_.IdentifierUris }
                                (Get-AzADServicePrincipal -ObjectId $principal.Id).DisplayName
                                Set-AzureRmADApplication -ApplicationId $principal.AppId -IdentifierUris https://archive.example.org
                                (Get-AzADServicePrincipal -ServicePrincipalName https://archive.example.org).Id -eq $principal.Id
                                $dated = New-AzADApplication -DisplayName dated -EndDate ([datetime]::new(2027, 1, 1, 0, 0, 0, 'Utc'))
                                $dated.PasswordCredentials.EndDateTime.Year
                                $dated.PasswordCredentials.SecretText.Length -gt 40
                                """))
                .isEqualTo(
                        """
                        archive
                        https://backup.example.org
                        archive
                        True
                        2027
                        True\
                        """);
    }
}
