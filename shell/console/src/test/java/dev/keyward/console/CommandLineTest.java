package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.console.CommandLine.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void aBareWordIsAScriptWithItsArguments() {
        assertThat(CommandLine.parse(List.of("a.ps1", "-Name", "x")).mode())
                .isEqualTo(new Mode.File("a.ps1", List.of("-Name", "x")));
    }

    @Test
    void everythingBehindCommandIsTheCommand() {
        CommandLine line =
                CommandLine.parse(List.of("-NoProfile", "-c", "Get-Vault", "-VaultName", "x"));
        assertThat(line.mode()).isEqualTo(new Mode.Command("Get-Vault -VaultName x"));
        assertThat(line.noProfile()).isTrue();
    }

    @Test
    void aDashIsStandardInput() {
        assertThat(CommandLine.parse(List.of("-")).mode()).isEqualTo(new Mode.StandardInput());
        assertThat(CommandLine.parse(List.of("-Command", "-")).mode())
                .isEqualTo(new Mode.StandardInput());
    }

    @Test
    void optionsMayBeShortenedToAUniquePrefix() {
        assertThat(CommandLine.parse(List.of("-noni", "-nop", "-noe")))
                .isEqualTo(new CommandLine(new Mode.Prompt(), true, true, true, "", null));
        assertThat(CommandLine.parse(List.of("--help")).mode()).isEqualTo(new Mode.Help());
    }

    @Test
    void aRollbackIsAcceptedWithAReasonAlone() {
        CommandLine line = CommandLine.parse(List.of("-AcceptRollback", "new disk", "-c", "1"));
        assertThat(line.acceptRollback()).isEqualTo("new disk");
        assertThat(line.mode()).isEqualTo(new Mode.Command("1"));
        assertThat(CommandLine.parse(List.of()).acceptRollback()).isNull();
        for (List<String> without : List.of(List.of("-accept"), List.of("-accept", " "))) {
            assertThat(CommandLine.parse(without).mode())
                    .isEqualTo(new Mode.Wrong("-AcceptRollback needs a value"));
        }
    }

    @Test
    void encodedCommandsAreUtf16() {
        assertThat(CommandLine.parse(List.of("-ec", "MQArADEA")).mode())
                .isEqualTo(new Mode.Command("1+1"));
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(CommandLine.parse(List.of("-Frobnicate")).mode())
                .isEqualTo(new Mode.Wrong("there is no option -Frobnicate; -Help lists them"));
    }
}
