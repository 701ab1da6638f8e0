package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PromptKeysTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u001ba", "\u001bA"})
    void aKeyThatSelectsInPowerShellRunsNothing(String key) throws Exception {
        try (TypedTerminal screen = new TypedTerminal()) {
            LineReader reader = LineReaderBuilder.builder().terminal(screen.terminal()).build();
            Prompt.onlyExpectedKeysRun(reader);
            screen.type("one" + key + " two\r");
            assertThat(reader.readLine("> ")).isEqualTo("one two");
        }
    }
}
