package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateOperationTest {
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
    void anOrderIsStoppedAndForgotten() {
        assertThat(
                        shell.run(
                                """
                                $op = Add-Certificate demo o -CertificatePolicy (New-CertificatePolicy Unknown 'CN=o.example.org')
                                ([Convert]::FromBase64String($op.CertificateSigningRequest)).Length -gt 200
                                ($op | Stop-CertificateOperation -Force).CancellationRequested
                                ready o
                                ($op | Remove-CertificateOperation -Force -PassThru).Name
                                Get-AzKeyVaultCertificateOperation demo o -ErrorVariable failed -ErrorAction SilentlyContinue
                                "$failed"
                                """))
                .startsWith("True\nTrue\no\n")
                .contains("PendingCertificateNotFound");
    }

    @Test
    void anOrderTakesACertificate() {
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo s -CertificatePolicy (New-CertificatePolicy Self 'CN=s.example.org')
                                ready s
                                (Get-Certificate demo s | Get-CertificateOperation).Status
                                """))
                .isEqualTo("completed");
    }

    @Test
    void whatIfLeavesAnOrderAsItIs() {
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo o -CertificatePolicy (New-CertificatePolicy Unknown 'CN=o.example.org')
                                Stop-CertificateOperation demo o -WhatIf
                                Remove-CertificateOperation demo o -WhatIf
                                (Get-CertificateOperation demo o).CancellationRequested
                                """))
                .isEqualTo(
                        """
                        What if: Performing the operation "Stop certificate operation" on target "o".
                        What if: Performing the operation "Remove certificate operation" on target "o".
                        False\
                        """);
    }
}
