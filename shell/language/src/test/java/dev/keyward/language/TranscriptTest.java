package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sessions written down: `PS> ` and `>> ` lines are typed, the lines after them are what's shown,
/// errors marked by `! `. One session a file.
///
/// `-Dtranscripts.update=true` writes the files anew; review the difference like code.
@Tag("seed:S-15")
class TranscriptTest {
    private static final Path ROOT =
            Path.of(System.getProperty("keyward.root", "."))
                    .resolve("shell/language/src/test/resources/transcripts");

    @TempDir Path folder = Path.of("");

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".transcript"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void showsWhatIsWritten(Path file) throws IOException {
        String written = Files.readString(file);
        String actual = replayed(written);
        if (Boolean.getBoolean("transcripts.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(written);
    }

    private String replayed(String written) {
        CapturingHost host = new CapturingHost();
        Session session = TestSessions.in(folder, host);
        StringBuilder actual = new StringBuilder();
        for (List<String> typed : commands(written)) {
            int shown = host.output().length();
            int errors = host.errors().length();
            actual.append("PS> ").append(String.join("\n>> ", typed)).append('\n');
            session.runLine(String.join("\n", typed));
            actual.append(host.output().substring(shown).replace(folder.toString(), "FOLDER"));
            host.errors()
                    .substring(errors)
                    .lines()
                    .forEach(line ->
                            actual.append("! ")
                                    .append(line.replace(folder.toString(), "FOLDER"))
                                    .append('\n'));
        }
        return actual.toString();
    }

    private static List<List<String>> commands(String written) {
        List<List<String>> commands = new ArrayList<>();
        written.lines()
                .forEach(line -> {
                    if (line.startsWith("PS> ")) {
                        commands.add(new ArrayList<>(List.of(line.substring(4))));
                    } else if (line.startsWith(">> ")) {
                        commands.getLast().add(line.substring(3));
                    }
                });
        return commands;
    }
}
