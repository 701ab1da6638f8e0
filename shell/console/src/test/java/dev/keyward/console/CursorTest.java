package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CursorTest {
    @Test
    void theFirstWordIsTheCommand() {
        assertThat(at("Get-V").isCommandName()).isTrue();
        assertThat(at("Get-Vault | Get-S").isCommandName()).isTrue();
        assertThat(at("$x = Get-V").word()).isEqualTo("Get-V");
        assertThat(at("$x = Get-V").isCommandName()).isTrue();
    }

    @Test
    void laterWordsBelongToIt() {
        assertThat(at("Get-Secret -VaultName 'my v"))
                .isEqualTo(new Cursor(List.of("Get-Secret", "-VaultName"), "'my v"));
        assertThat(at("Get-Secret -VaultName "))
                .isEqualTo(new Cursor(List.of("Get-Secret", "-VaultName"), ""));
    }

    @Test
    void aContinuedLineIsOneCommand() {
        assertThat(at("Get-Secret `\n -Na").words()).isEqualTo(List.of("Get-Secret"));
        assertThat(at("Get-Vault\nGet-S").isCommandName()).isTrue();
    }

    private static Cursor at(String line) {
        return Cursor.at(line, line.length());
    }
}
