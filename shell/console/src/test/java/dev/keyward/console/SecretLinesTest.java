package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.language.syntax.SecretLines;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretLinesTest {
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
                "$password = 'hunter2'",
                "$clientSecret = \"hunter2\"",
                "Set-Secret v n (ConvertTo-SecureString 'broken",
            })
    @Tag("security:S-10")
    void aLineWithASecretIsNotStored(String line) {
        assertThat(SecretLines.mayBeStored(line)).isFalse();
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
            })
    void dailyWorkIsStored(String line) {
        assertThat(SecretLines.mayBeStored(line)).isTrue();
    }

    @Test
    void historyKeepsOnlyWhatMayBeStored() throws Exception {
        try (DumbTerminal terminal =
                new DumbTerminal(
                        java.io.InputStream.nullInputStream(),
                        java.io.OutputStream.nullOutputStream())) {
            SafeHistory history = new SafeHistory();
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
