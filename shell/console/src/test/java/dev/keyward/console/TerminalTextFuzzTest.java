package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.KeptInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Text from anywhere on its way to a terminal.
@Tag("security:S-10")
final class TerminalTextFuzzTest {
    /// The only sequence that may be left.
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,64}m");

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(TerminalTextFuzzTest.class, TerminalTextFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String shown = TerminalText.shown(text);
        String bare = COLOUR.matcher(shown).replaceAll("").replace("\r\n", "\n");
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            assertThat(TerminalText.isControl(c) && c != '\n' && c != '\t')
                    .as("U+%04x of %s", (int) c, shown)
                    .isFalse();
        }
        assertThat(TerminalText.shown(shown)).isEqualTo(shown);
    }
}
