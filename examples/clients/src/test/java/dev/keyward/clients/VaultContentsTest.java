package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contents of a vault, taken by the shell from one `serve --dev` to another.
final class VaultContentsTest {
    private static final String BEFORE =
            """
            function Secure($text) { ConvertTo-SecureString $text -AsPlainText -Force }
            function Show-State {
                Get-Secret dev db -IncludeVersions | Sort-Object Version |
                    ForEach-Object { "$($_.Version) $($_.Enabled) $($_.Created) $($_.Updated) $($_.Expires) $($_.ContentType) $($_.Tags.team)" }
                Get-Secret dev db -AsPlainText
                Get-Key dev sig -IncludeVersions | Sort-Object Version |
                    ForEach-Object { "$($_.Version) $($_.Enabled) $($_.Created) $($_.Updated)" }
                $www = Get-Certificate dev www
                "$($www.Version) $($www.Thumbprint) $($www.Enabled) $($www.Created)"
                (Get-Secret dev www).Version
                $policy = Get-CertificatePolicy dev www
                "$($policy.SubjectName) $($policy.RenewAtNumberOfDaysBeforeExpiry) $($policy.ValidityInMonths)"
                $rotation = Get-KeyRotationPolicy dev sig
                "$($rotation.ExpiresIn) $($rotation.LifetimeActions)"
                Get-Secret dev old -InRemovedState | ForEach-Object { "$($_.Id) $($_.DeletedDate) $($_.ScheduledPurgeDate)" -replace ':\\d+/', '/' }
                Get-Key dev spent -InRemovedState | ForEach-Object { "$($_.Name) $($_.DeletedDate) $($_.ScheduledPurgeDate)" }
                Get-Certificate dev past -InRemovedState | ForEach-Object { "$($_.Name) $($_.Thumbprint) $($_.DeletedDate) $($_.ScheduledPurgeDate)" }
                $issuer = Get-CertificateIssuer dev house
                "$($issuer.IssuerProvider) $($issuer.AccountId) $($issuer.OrganizationDetails.Id)"
                "$((Get-Certificate dev site).Thumbprint) $((Get-CertificateOperation dev waits).CertificateSigningRequest)"
                Get-CertificateContact dev | ForEach-Object { "$($_.Email) $($_.Name)" }
                foreach ($n in 1..70) { if ((Get-Secret dev "long$n" -AsPlainText) -ne "$n".PadRight(25000, 'x')) { "long$n differs" } }
                @(Get-Secret dev).Count
            }
            $digest = [byte[]](1..32)
            """;

    @TempDir private Path folder;

    @Test
    void whatOneServerHeldTheOtherHolds() throws Exception {
        try (DevServer one = DevServer.start();
                DevServer two = DevServer.start()) {
            Commands from =
                    Shell.remote(folder, one)
                            .command(
                                    signedIn(
                                            """
                                            Set-Secret dev db (Secure 'first') | Out-Null
                                            Set-Secret dev db (Secure 'second') -ContentType text/plain -Expires '2031-01-01' -Tag @{team='red'} | Out-Null
                                            1..2 | ForEach-Object { Add-Key dev sig -Destination Software -KeyType EC -CurveName P-256 | Out-Null }
                                            Add-Certificate dev www -CertificatePolicy (New-CertificatePolicy Self 'CN=www.example.org') | Out-Null
                                            while ((Get-CertificateOperation dev www).Status -ne 'completed') { Start-Sleep -Milliseconds 100 }
                                            Set-KeyRotationPolicy dev sig -ExpiresIn P2Y -KeyRotationLifetimeAction @{Action='Rotate'; TimeBeforeExpiry='P60D'} | Out-Null
                                            Add-Certificate dev past -CertificatePolicy (New-CertificatePolicy Self 'CN=past.example.org') | Out-Null
                                            while ((Get-CertificateOperation dev past).Status -ne 'completed') { Start-Sleep -Milliseconds 100 }
                                            Remove-Certificate dev past -Force
                                            Set-Secret dev old (Secure 'gone') | Out-Null
                                            Remove-Secret dev old -Force
                                            Add-Key dev spent -Destination Software -KeyType EC -CurveName P-256 | Out-Null
                                            Remove-Key dev spent -Force
                                            Set-CertificateIssuer dev house -IssuerProvider Test -AccountId me -ApiKey (Secure 'k') -OrganizationDetails (New-CertificateOrganization -Id 7)
                                            Add-CertificateContact dev ops@example.org
                                            Set-CertificateIssuer dev ours -IssuerProvider Keyward -OrganizationDetails (New-CertificateOrganization -Id www.example.org)
                                            Add-Certificate dev site -CertificatePolicy (New-CertificatePolicy ours 'CN=www.example.org') | Out-Null
                                            while ((Get-CertificateOperation dev site).Status -ne 'completed') { Start-Sleep -Milliseconds 100 }
                                            Add-Certificate dev waits -CertificatePolicy (New-CertificatePolicy Unknown 'CN=waits.example.org') | Out-Null
                                            foreach ($n in 1..70) { Set-Secret dev "long$n" (Secure "$n".PadRight(25000, 'x')) | Out-Null }
                                            $s = Invoke-KeyOperation -Operation Sign -Algorithm ES256 -VaultName dev -Name sig -ByteArrayValue $digest
                                            $s.RawResult -join ' ' | Set-Content signature.txt
                                            $done = Export-Vault dev contents.sealed -Passphrase (Secure 'correct horse battery')
                                            "$($done.Keys) $($done.Secrets) $($done.Certificates) $($done.Deleted) $($done.Issuers) $($done.Contacts) $($done.Operations) $($done.Authorities)"
                                            Show-State
                                            """));
            assertThat(from.error()).isEmpty();
            assertThat(from.out())
                    .startsWith("1 71 3 3 2 True 1 2\n")
                    .contains("second", "text/plain red", "CN=www", "P2Y", "Rotate", "Test me 7")
                    .contains("spent", "past", "ops@example.org", "secrets/old")
                    .doesNotContain("differs");
            assertThat(folder.resolve("contents.sealed").toFile().length())
                    .isGreaterThan(1_600_000);
            Commands to =
                    Shell.remote(folder, two)
                            .command(
                                    signedIn(
                                            """
                                            Import-Vault dev contents.sealed -Passphrase (Secure 'incorrect horse') 2>$null
                                            $wrong = "$($Error[0])"
                                            $before = @(Get-Secret dev).Count + @(Get-Key dev).Count
                                            $done = Import-Vault dev contents.sealed -Passphrase (Secure 'correct horse battery')
                                            "$($done.Keys) $($done.Secrets) $($done.Certificates) $($done.Deleted) $($done.Issuers) $($done.Contacts) $($done.Operations) $($done.Authorities)"
                                            Show-State
                                            "before: $before, $wrong"
                                            $signature = [byte[]]((Get-Content signature.txt) -split ' ')
                                            (Invoke-KeyOperation -Operation Verify -Algorithm ES256 -VaultName dev -Name sig -ByteArrayValue $digest -Signature $signature).IsValid
                                            Import-Vault dev contents.sealed -Passphrase (Secure 'correct horse battery') 2>$null
                                            "$($Error[0])"
                                            Undo-SecretRemoval dev old | Out-Null
                                            Get-Secret dev old -AsPlainText
                                            Undo-CertificateRemoval dev past | Out-Null
                                            (Get-Secret dev past -AsPlainText).Length -gt 1000
                                            Add-Certificate dev site2 -CertificatePolicy (New-CertificatePolicy ours 'CN=www.example.org') | Out-Null
                                            while ((Get-CertificateOperation dev site2).Status -ne 'completed') { Start-Sleep -Milliseconds 100 }
                                            (Get-Certificate dev site2).Certificate.Issuer -eq (Get-Certificate dev site).Certificate.Issuer
                                            (Revoke-Certificate dev site -Force).Reason
                                            """));
            assertThat(to.error()).isEmpty();
            assertThat(to.out()).startsWith(from.out());
            assertThat(to.out().substring(from.out().length()))
                    .matches(
                            "(?s)before: 0, .*The passphrase isn't that of the export.*\nTrue\n"
                                    + ".*'Conflict'\n.*the key 'sig'.*\ngone\nTrue\nTrue\nunspecified\n");
            beginsWithThem(from);
        }
    }

    private void beginsWithThem(Commands from) throws Exception {
        Path passphrase =
                Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        try (DevServer third =
                DevServer.start(
                        "--contents",
                        folder.resolve("contents.sealed").toString(),
                        "--passphrase-file",
                        passphrase.toString())) {
            Commands shown = Shell.remote(folder, third).command(signedIn("Show-State"));
            assertThat(shown.error()).isEmpty();
            assertThat(from.out()).endsWith(shown.out());
            assertThat(shown.out()).contains("second");
        }
    }

    private static String signedIn(String commands) {
        return Shell.SIGN_IN + BEFORE + commands;
    }
}
