package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.vault.Cmdlets;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretLinesTest {
    private final Session session =
            Session.create(
                    Cmdlets.all(() -> {
                        throw new AssertionError("a line is judged without a service");
                    }),
                    new PlainHost(System.out, System.err),
                    new Evaluator.Surround(
                            InstantSource.system(),
                            ZoneOffset.UTC,
                            new SecureRandom(),
                            Path.of("/"),
                            Map.of()));

    @Test
    @Tag("security:S-10")
    void theTypesOfTheCommandsAtHandDecide() {
        session.run("function Open-It { param([securestring] $With, [string] $Text) }", "");
        assertThat(session.mayBeStored("Open-It -With x")).isFalse();
        assertThat(session.mayBeStored("Open-It x")).isFalse();
        assertThat(session.mayBeStored("Open-It -Text x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$s = ConvertTo-SecureString 'Pa$$w0rd!' -AsPlainText -Force",
                "ConvertTo-SecureString -String hunter2 -AsPlainText",
                "'hunter2' | ConvertTo-SecureString -AsPlainText",
                "Set-Secret v n -SecretValue (ConvertTo-SecureString 'x' -AsPlainText -Force)",
                "Add-Key v k -KeyFilePath a.pfx -KeyFilePassword 'x'",
                "New-AzureRmADApplication -DisplayName d -Password 'hunter2'",
                "Connect-Server -Uri https://h -ClientSecret hunter2",
                "Connect-Server -ClientSecret:hunter2",
                "Connect-AzAccount -AccessToken hunter2 -AccountId me",
                "Connect-AzAccount -ApplicationId a -Tenant t -FederatedToken hunter2",
                "Connect-AzAccount -ClientAssertion hunter2",
                "Connect-AzAccount -CertificatePath a.pfx -CertificatePassword hunter2",
                "Connect-AzAccount -AccessToken $t -AccountId me -KeyVaultAccessToken hunter2",
                "$password = 'hunter2'",
                "$clientSecret = \"hunter2\"",
                "Set-Secret v n (ConvertTo-SecureString 'broken",
                "Export-Vault demo demo.vault -Passphrase 'hunter2'",
                "Import-Vault demo demo.vault -pass hunter2",
                "Export-Vault demo demo.vault -Passphrase:hunter2",
                "Set-Secret v n 'hunter2'",
                "Set-Secret v n -Secret hunter2",
                "Set-AzKeyVaultSecret -VaultName v -Name n -SecretValue ([securestring]'hunter2')",
                "Invoke-RestMethod https://h -Headers @{ Authorization = 'Bearer x' }",
                "Invoke-RestMethod https://h -Headers @{ 'X-Api-Key' = $('x') }",
                "$h = @{ Accept = 'a'; Authorization = \"Bearer x\" }",
                "$h['Authorization'] = 'abc'",
                "$h.Authorization = 'abc'",
                "$h.Add('Authorization', 'abc')",
                "$x = 'Bearer abcdef'",
                "Invoke-RestMethod https://h -Token (ConvertTo-SecureString x -AsPlainText)",
                "Invoke-RestMethod https://h -Body '{\"password\": \"x\"}'",
                "Invoke-RestMethod https://h -Body 'grant_type=client_credentials&client_secret=x'",
                "Invoke-RestMethod https://u:hunter2@h/",
                "Set-Secret v n ([System.Net.NetworkCredential]::new('', 'x').SecurePassword)",
                "$c = [NetworkCredential]::new('u', 'x')",
                "$c = New-Object System.Net.NetworkCredential('u', 'x')",
                "$c = New-Object -TypeName PSCredential -ArgumentList 'u', ('x' |"
                        + " ConvertTo-SecureString)",
                "$c = [pscredential]::new('u', [securestring]::new('x'))",
                "'hunter2' | ForEach-Object { $_ } | ConvertTo-SecureString -AsPlainText",
                "echo hunter2 | ConvertTo-SecureString -AsPlainText",
                "'h','u' | % { $s.AppendChar($_) }; $s.AppendChar('x')",
                "$p = @{ SecretValue = 'x' }; Set-Secret v n @p",
                "$env:CLIENT_SECRET = 'x'",
                "[Environment]::SetEnvironmentVariable('APP_TOKEN', 'x')",
                "Set-Variable -Name password -Value x",
                "Set-Item env:APP_TOKEN x",
                "function f { param($Password = 'x') $Password }",
                "if ($true) { $password = 'x' }",
                "Connect-AzAccount -AccessToken abc",
                "Connect-AzAccount -FederatedToken abc",
                "Invoke-KeyRelease demo box -TargetAttestationToken a.b.c",
                "curl -H 'Authorization: Bearer x' https://h",
                "$j = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'",
            })
    @Tag("security:S-10")
    void aLineWithASecretIsNotStored(String line) {
        assertThat(session.mayBeStored(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-Secret -VaultName Vault01 -Name Password",
                "Set-Secret -VaultName Vault01 -Name s -SecretValue $value",
                "Get-AzureKeyVaultSecret v s",
                "$secret = Get-Secret v s",
                "$secret.Version",
                "New-Vault -VaultName Vault01 -ResourceGroupName VaultRG -Location local",
                "Read-Host -AsSecureString",
                "Get-Secret Vault01 n -AsPlainText",
                "$value = Read-Host 'new value' -AsSecureString",
                "$secretName = 'db'; Get-Secret Vault01 $secretName",
                "Set-Secret Vault01 n $value -ContentType text/plain -Tag @{ owner = 'me' }",
                "Set-AccessPolicy -VaultName v -UserPrincipalName u -PermissionsToSecrets get,"
                        + " list",
                "Set-Secret Vault01 n (Get-Secret Vault02 n).SecretValue",
                "Get-Content pw.txt | ConvertTo-SecureString -AsPlainText",
                "$c = [pscredential]::new('u', $value)",
                "$c = New-Object PSCredential 'u', $value",
                "Export-Vault demo demo.vault -Passphrase (Read-Host 'passphrase' -AsSecureString)",
                "Invoke-RestMethod https://h -Headers @{ Authorization = \"Bearer $token\"; Accept"
                        + " = 'a' }",
                "Get-Help Set-Secret -Examples",
                "curl -H \"Authorization: Bearer $token\" https://h",
                "Connect-Server https://localhost:8443 -Credential $c",
                "Get-ChildItem | Where-Object Name -like '*.pfx'",
            })
    void dailyWorkIsStored(String line) {
        assertThat(session.mayBeStored(line)).isTrue();
    }

    @Test
    void historyKeepsOnlyWhatMayBeStored() throws Exception {
        try (DumbTerminal terminal =
                new DumbTerminal(
                        java.io.InputStream.nullInputStream(),
                        java.io.OutputStream.nullOutputStream())) {
            SafeHistory history = new SafeHistory(session::mayBeStored);
            LineReader reader =
                    LineReaderBuilder.builder().terminal(terminal).history(history).build();
            history.attach(reader);
            history.add(Instant.EPOCH, "Get-Vault");
            history.add(Instant.EPOCH, "$password = 'hunter2'");
            assertThat(history.size()).isEqualTo(1);
            assertThat(history.get(history.last())).isEqualTo("Get-Vault");
        }
    }
}
