package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCmdletsTest {
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

    private void issued() {
        shell.run(
                """
                $policy = New-AzKeyVaultCertificatePolicy -IssuerName Self -SubjectName 'CN=web.example.org'
                $op = Add-AzKeyVaultCertificate -VaultName demo -Name web -CertificatePolicy $policy -Tag @{ a = 'b' }
                ready web
                """);
    }

    @Test
    void aCertificateIsOrderedAndComesWithItsKeyAndSecret() {
        issued();
        assertThat(
                        shell.run(
                                """
                                $op.Status; $op.Name; $op.VaultName; $op.Issuer
                                $c = Get-AzKeyVaultCertificate -VaultName demo -Name web
                                $c.Certificate.Subject; $c.Certificate.Thumbprint -eq $c.Thumbprint
                                $c.Tags.a; $c.Policy.IssuerName
                                $c.KeyId -match '/keys/web/'; $c.SecretId -match '/secrets/web/'
                                """))
                .isEqualTo(
                        "inProgress\nweb\ndemo\nSelf\nCN=web.example.org\nTrue\nb\nSelf\nTrue\nTrue");
    }

    @Test
    void theListShowsNoContentAndWhatIsntIssuedOnlyWhenAskedFor() {
        issued();
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo ordered -CertificatePolicy (New-CertificatePolicy Unknown 'CN=o.example.org')
                                (Get-Certificate demo).Name
                                (Get-Vault demo | Get-Certificate -IncludePending).Name -join ','
                                $null -eq (Get-Certificate demo)[0].Certificate
                                (Get-Certificate demo web -IncludeVersions).Count
                                $null -eq (Get-Certificate demo nothing)
                                """))
                .isEqualTo("web\nordered,web\nTrue\n1\nTrue");
    }

    @Test
    void itIsShownAsTheModuleShowsIt() {
        issued();
        assertThat(shell.run("Get-Certificate demo web").lines().limit(5).toList())
                .containsExactly(
                        "Name        : web",
                        "Certificate : [Subject]",
                        "                CN=web.example.org",
                        "",
                        "              [Issuer]");
    }

    @Test
    void aVersionIsChanged() {
        issued();
        assertThat(
                        shell.run(
                                """
                                Get-Certificate demo web | Set-AzureKeyVaultCertificateAttribute -Enable $false
                                (Update-Certificate demo web -Tag @{ c = 'd' } -PassThru).Tags.c
                                (Get-Certificate demo web).Enabled
                                """))
                .isEqualTo("d\nFalse");
    }

    @Test
    void whatIfChangesNothing() {
        issued();
        assertThat(
                        shell.run(
                                """
                                Remove-Certificate demo web -WhatIf
                                Add-Certificate demo new -CertificatePolicy $policy -WhatIf
                                (Get-Certificate demo -IncludePending).Name
                                """))
                .isEqualTo(
                        """
                        What if: Performing the operation "Remove certificate" on target "web".
                        What if: Performing the operation "Add certificate" on target "new".
                        web\
                        """);
    }

    @Test
    void aDeletedCertificateIsFoundRecoveredAndPurged() {
        issued();
        assertThat(
                        shell.run(
                                """
                                (Get-Certificate demo web | Remove-Certificate -Force -PassThru).Name
                                $null -eq (Get-Certificate demo web)
                                (Get-Certificate demo -InRemovedState).Name
                                (Get-Certificate demo web -InRemovedState | Undo-CertificateRemoval).Name
                                Remove-AzureKeyVaultCertificate demo web -Force
                                Remove-AzureKeyVaultCertificate demo web -InRemovedState -Force
                                $null -eq (Get-Certificate demo web -InRemovedState)
                                """))
                .isEqualTo("web\nTrue\nweb\nweb\nTrue");
    }

    @Test
    void aBackupComesBackWithTheKey() {
        issued();
        assertThat(
                        shell.run(
                                """
                                $before = (Get-Certificate demo web).Thumbprint
                                $file = Get-Certificate demo web | Backup-Certificate -OutputFile web.blob
                                Remove-Certificate demo web -Force
                                Remove-Certificate demo web -InRemovedState -Force
                                (Restore-Certificate demo $file).Thumbprint -eq $before
                                (Get-Secret demo web -AsPlainText).Length -gt 1000
                                """))
                .isEqualTo("True\nTrue");
    }
}
