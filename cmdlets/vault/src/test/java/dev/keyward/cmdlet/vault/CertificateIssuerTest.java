package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateIssuerTest {
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
    void contactsAreAddedOnceAndRemoved() {
        assertThat(
                        shell.run(
                                """
                                Add-AzKeyVaultCertificateContact demo a@example.org, b@example.org
                                (Get-Vault demo | Add-CertificateContact -EmailAddress A@example.org -PassThru).Count
                                Remove-AzureKeyVaultCertificateContact demo a@example.org
                                (Get-CertificateContact demo).Email
                                Remove-CertificateContact demo b@example.org
                                $null -eq (Get-CertificateContact demo)
                                """))
                .isEqualTo("2\nb@example.org\nTrue");
    }

    @Test
    void contactsAreShownAsATable() {
        assertThat(
                        shell.run("Add-CertificateContact demo a@example.org -PassThru")
                                .lines()
                                .toList())
                .containsExactly(
                        "Email         VaultName", "-----         ---------", "a@example.org demo");
    }

    @Test
    void anIssuerIsSetWithItsOrganizationAndItsKeyIsNeverShown() {
        assertThat(
                        shell.run(
                                """
                                $person = New-AzKeyVaultCertificateAdministratorDetail -FirstName Patti -LastName Fuller -EmailAddress patti@example.org -PhoneNumber 123
                                $org = New-AzKeyVaultCertificateOrganizationDetail -Id 7 -AdministratorDetails $person
                                $key = ConvertTo-SecureString 'canary-1' -AsPlainText -Force
                                $org | Set-AzKeyVaultCertificateIssuer demo house -IssuerProvider Test -AccountId me -ApiKey $key
                                $i = Get-AzKeyVaultCertificateIssuer demo house
                                "$($i.Name) $($i.IssuerProvider) $($i.AccountId) $($i.OrganizationDetails.Id) $($i.OrganizationDetails.AdministratorDetails.LastName)"
                                $i | Format-List *
                                """))
                .startsWith("house Test me 7 Fuller\n")
                .doesNotContain("canary-1");
    }

    @Test
    void issuersAreListedCopiedAndRemoved() {
        assertThat(
                        shell.run(
                                """
                                Set-CertificateIssuer demo one -IssuerProvider Test -AccountId me
                                Get-CertificateIssuer demo one | Set-CertificateIssuer demo two
                                (Get-CertificateIssuer demo).Name -join ','
                                (Get-CertificateIssuer demo t*).IssuerProvider
                                (Get-CertificateIssuer demo two).AccountId
                                Get-CertificateIssuer demo one | Remove-CertificateIssuer -Force
                                Remove-CertificateIssuer demo two -WhatIf
                                (Get-CertificateIssuer demo).Name
                                """))
                .isEqualTo(
                        """
                        one,two
                        Test
                        me
                        What if: Performing the operation "Remove certificate issuer" on target "two".
                        two\
                        """);
    }

    @Test
    void aMissingIssuerIsAnError() {
        assertThat(shell.run("Get-CertificateIssuer demo none"))
                .contains("CertificateIssuerNotFound");
    }

    @Test
    void theVaultsOwnAuthorityIssuesWhatItMay() {
        assertThat(
                        shell.run(
                                """
                                Set-CertificateIssuer demo house -IssuerProvider Keyward -OrganizationDetails (New-CertificateOrganization -Id 'example.org, *.example.org')
                                $null = Add-Certificate demo w (New-CertificatePolicy house 'CN=w.example.org' -DnsName w.example.org)
                                ready w
                                $c = (Get-Certificate demo w).Certificate
                                $c.Subject; $c.Issuer -ne $c.Subject
                                """))
                .isEqualTo("CN=w.example.org\nTrue");
    }

    @Test
    void whatTheVaultsOwnAuthorityIssuedIsRevokedByNameAndByNumber() {
        assertThat(
                        shell.run(
                                """
                                Set-CertificateIssuer demo house -IssuerProvider Keyward -OrganizationDetails (New-CertificateOrganization -Id '*.example.org')
                                $policy = New-CertificatePolicy house 'CN=w.example.org' -DnsName w.example.org
                                $null = Add-Certificate demo w $policy
                                ready w
                                $old = Get-Certificate demo w
                                $null = Add-Certificate demo w $policy
                                ready w
                                Revoke-Certificate demo w -WhatIf
                                $first = Revoke-Certificate demo w -Version $old.Version -Reason superseded -Force
                                "$($first.Name) $($first.Reason) $($first.SerialNumber -eq $old.Certificate.SerialNumber.TrimStart('0').PadLeft(32, '0'))"
                                $new = Get-Certificate demo w
                                $second = Revoke-Certificate -VaultName demo -SerialNumber $new.Certificate.SerialNumber -Force
                                "$($second.Reason) $($second.SerialNumber -ne $first.SerialNumber)"
                                $again = $new | Revoke-Certificate -Reason keyCompromise -Force
                                "$($again.Reason)"
                                """))
                .isEqualTo(
                        """
                        What if: Performing the operation "Revoke certificate" on target "w".
                        w superseded True
                        unspecified True
                        unspecified\
                        """);
    }

    @Test
    void whatNoAuthorityOfTheVaultSignedIsNotRevoked() {
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo s (New-CertificatePolicy Self 'CN=s.example.org')
                                ready s
                                Revoke-Certificate demo s -Force
                                Revoke-Certificate demo none -Force
                                Revoke-Certificate -VaultName demo -SerialNumber 'no number' -Force
                                """))
                .contains(
                        "CertificateNotFound",
                        "Cannot find certificate 'none'.",
                        "1 to 40 hexadecimal digits");
    }
}
