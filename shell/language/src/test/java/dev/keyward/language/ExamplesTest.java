package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the language's own commands, run as their help shows them.
class ExamplesTest {
    @TempDir Path folder = Path.of("");

    static List<Arguments> examples() {
        return TestSessions.in(Path.of(""), new CapturingHost())
                .services()
                .catalogue()
                .cmdlets()
                .stream()
                .flatMap(cmdlet ->
                        cmdlet.examples().stream()
                                .map(it -> Arguments.of(cmdlet.name() + ": " + it.title(), it)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleShowsWhatItSays(String title, Cmdlet.Example example) {
        CapturingHost host = new CapturingHost();
        TestSessions.in(folder, host).run(example.code(), "");
        assertThat(host.errors()).isEmpty();
        assertThat(host.output().strip()).isEqualTo(example.output());
    }

    @Test
    void theHelpOfACommandShowsItsExamples() {
        CapturingHost host = new CapturingHost();
        TestSessions.in(folder, host).run("Get-Help Set-StrictMode -Examples", "");
        assertThat(host.output()).contains("Find a misspelt name", "$nmae");
    }
}
