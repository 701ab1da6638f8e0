package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatePolicyTest {
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
    void aPolicyHasTheDefaultsOfTheModules() {
        assertThat(
                        shell.run(
                                """
                                $p = New-AzKeyVaultCertificatePolicy Self 'CN=a'
                                "$($p.Kty) $($p.KeySize) $($p.Exportable) $($p.Enabled) $($p.SubjectName)"
                                $p = New-AzureKeyVaultCertificatePolicy -DnsNames a.example.org, b.example.org -IssuerName Unknown -KeyType EC -KeyNotExportable -Disabled
                                "$($p.Kty) $($p.KeySize) $($p.Curve) $($p.Exportable) $($p.Enabled) $($p.DnsNames -join '+')"
                                """))
                .isEqualTo(
                        "RSA 2048 True True CN=a\nEC 256 P-256 False False a.example.org+b.example.org");
    }

    @Test
    void onlyOneTriggerMayBeGiven() {
        assertThat(
                        shell.run(
                                "New-CertificatePolicy Self 'CN=a' -RenewAtPercentageLifetime 80"
                                        + " -EmailAtPercentageLifetime 70"))
                .contains("Only one of the values");
    }

    @Test
    void aPolicyIsKeptAsItWasGiven() {
        assertThat(
                        shell.run(
                                """
                                $p = New-CertificatePolicy Self 'CN=a.example.org' -ValidityInMonths 6 -KeyType EC -Curve P-384 -KeyUsage DigitalSignature -Ekus 1.3.6.1.5.5.7.3.2 -ReuseKeyOnRenewal -EmailAtNumberOfDaysBeforeExpiry 20
                                $null = Add-Certificate demo a $p
                                $k = Get-AzKeyVaultCertificatePolicy demo a
                                "$($k.Kty) $($k.KeySize) $($k.Curve) $($k.ValidityInMonths) $($k.KeyUsage) $($k.Ekus) $($k.ReuseKeyOnRenewal) $($k.EmailAtNumberOfDaysBeforeExpiry)"
                                """))
                .isEqualTo("EC 384 P-384 6 digitalSignature 1.3.6.1.5.5.7.3.2 True 20");
    }

    @Test
    void aPolicyIsReadFromAFile() {
        assertThat(
                        shell.run(
                                """
                                Set-Content policy.json '{"key_props":{"kty":"RSA","key_size":3072},"x509_props":{"subject":"CN=f.example.org"},"issuer":{"name":"Self"}}'
                                $null = Add-Certificate demo f policy.json
                                (Get-CertificatePolicy demo f).KeySize
                                Set-Content policy.json 'no policy'
                                Add-Certificate demo g policy.json -ErrorVariable failed -ErrorAction SilentlyContinue
                                "$failed"
                                """))
                .matches("3072\n.*holds no certificate policy.*");
    }

    @Test
    void singleValuesChangeWhatTheyNameAlone() {
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo a (New-CertificatePolicy Self 'CN=a.example.org' -KeyType EC -ValidityInMonths 6)
                                ready a
                                Set-CertificatePolicy demo a -ValidityInMonths 3 -RenewAtPercentageLifetime 60
                                $k = Get-Certificate demo a | Get-CertificatePolicy
                                "$($k.Kty) $($k.ValidityInMonths) $($k.RenewAtPercentageLifetime) $($k.SubjectName)"
                                $k.ValidityInMonths = 9
                                (Set-CertificatePolicy demo a $k -PassThru).ValidityInMonths
                                (Set-CertificatePolicy demo a $k -EmailAtPercentageLifetime 55 -PassThru).EmailAtPercentageLifetime
                                """))
                .isEqualTo("EC 3 60 CN=a.example.org\n9\n55");
    }

    @Test
    void aMissingPolicyIsAnError() {
        assertThat(shell.run("Get-CertificatePolicy demo none")).contains("CertificateNotFound");
    }
}
