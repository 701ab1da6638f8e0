package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.certificates.SignedRequest;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateImportTest {
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

    private static final String ORDER =
            """
            $policy = New-CertificatePolicy -IssuerName Self -SubjectName 'CN=web.example.org' %s
            $null = Add-Certificate demo web -CertificatePolicy $policy
            ready web
            """;

    @Test
    void aPfxIsImportedFromItsFile() {
        shell.run(ORDER.formatted(""));
        assertThat(
                        shell.run(
                                """
                                [IO.File]::WriteAllBytes("$PWD/web.pfx", [Convert]::FromBase64String((Get-Secret demo web -AsPlainText)))
                                $c = Import-AzKeyVaultCertificate -VaultName demo -Name copy -FilePath web.pfx -Tag @{ a = 'b' }
                                $c.Thumbprint -eq (Get-Certificate demo web).Thumbprint; $c.Tags.a
                                """))
                .isEqualTo("True\nb");
    }

    @Test
    void pemIsImportedFromItsFileAndAsText() {
        shell.run(ORDER.formatted("-SecretContentType application/x-pem-file"));
        assertThat(
                        shell.run(
                                """
                                $pem = Get-Secret demo web -AsPlainText
                                Set-Content web.pem $pem
                                (Import-Certificate demo copy -FilePath web.pem).Policy.SecretContentType
                                (Import-Certificate demo text -CertificateString $pem -ContentType application/x-pem-file).Certificate.Subject
                                """))
                .isEqualTo("application/x-pem-file\nCN=web.example.org");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        shell.run(ORDER.formatted(""));
        assertThat(
                        shell.run(
                                """
                                $pfx = Get-Secret demo web -AsPlainText
                                $password = ConvertTo-SecureString 'canary-1' -AsPlainText -Force
                                Import-Certificate demo copy -CertificateString $pfx -Password $password -ErrorVariable failed -ErrorAction SilentlyContinue
                                "$failed"
                                """))
                .contains("PKCS#12")
                .doesNotContain("canary-1");
    }

    @Test
    void aMissingFileIsSaidInTheModulesWords() {
        assertThat(shell.run("Import-Certificate demo web -FilePath none.pfx"))
                .contains("Cannot find certificate file '" + folder.resolve("none.pfx") + "'.");
    }

    @Test
    void aSignedCertificateOfAnotherKeyDoesNotEndAnOrder() {
        shell.run(ORDER.formatted(""));
        assertThat(
                        shell.run(
                                """
                                $null = Add-Certificate demo own -CertificatePolicy (New-CertificatePolicy Unknown 'CN=own.example.org')
                                $other = (Get-Certificate demo web).Certificate
                                Import-Certificate demo own -CertificateCollection $other -ErrorVariable failed -ErrorAction SilentlyContinue
                                $failed.Count
                                (Get-CertificateOperation demo own).Status
                                """))
                .isEqualTo("1\ninProgress");
    }

    @Test
    void aSignedCertificateEndsItsOrder() throws Exception {
        shell.run(
                """
                $null = Add-Certificate demo own -CertificatePolicy (New-CertificatePolicy Unknown 'CN=own.example.org')
                Set-Content request.txt (Get-CertificateOperation demo own).CertificateSigningRequest
                """);
        byte[] request =
                Base64.getDecoder().decode(Files.readString(folder.resolve("request.txt")).strip());
        Files.write(folder.resolve("signed.cer"), signed(request));
        assertThat(
                        shell.run(
                                """
                                (Import-AzKeyVaultCertificate -VaultName demo -Name own -FilePath signed.cer).Certificate.Issuer
                                (Get-CertificateOperation demo own).Status
                                """))
                .isEqualTo("CN=Test authority\ncompleted");
    }

    /// By an authority outside the vault.
    private static byte[] signed(byte[] request) {
        SecureRandom random = new SecureRandom();
        Keys keys = new Keys(random);
        KeyParameters ec = new KeyParameters.Ec(Curve.P_256);
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        X509Signer.Validity validity = new X509Signer.Validity(now, now.plus(Duration.ofDays(90)));
        try (SecretBytes key = keys.generate(ec)) {
            byte[] root =
                    new X509Authorities(keys, random).root(ec, key, "CN=Test authority", validity);
            return new X509Signer(keys, random)
                    .issued(
                            SignedRequest.parse(request),
                            new X509Properties(
                                    "CN=own.example.org",
                                    SubjectAlternativeNames.NONE,
                                    X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                                    X509Properties.DEFAULT_KEY_USAGE,
                                    X509Properties.DEFAULT_VALIDITY_MONTHS),
                            new X509Signer.Authority(root, ec, key),
                            validity);
        }
    }
}
