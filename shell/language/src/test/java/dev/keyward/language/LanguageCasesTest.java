package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.cmdlet.ErrorRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The corpus of language cases: a script file each, with the output, last error and exit code that
/// PowerShell 7.6 is documented to give.
///
/// Cases in `known-failures.txt` must fail: one that passes has to leave the list.
@Tag("seed:S-15")
class LanguageCasesTest {
    @TempDir Path folder = Path.of("");

    /// One case, named by its id.
    record Case(String id, String script, JsonNode expected, boolean knownToFail) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> cases() throws IOException, URISyntaxException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, String> known = knownFailures();
        List<Case> cases = new ArrayList<>();
        Path root =
                Path.of(
                        Objects.requireNonNull(
                                        LanguageCasesTest.class.getResource("/language-cases"))
                                .toURI());
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                for (JsonNode one : mapper.readTree(file.toFile())) {
                    String id = one.get("id").asText();
                    cases.add(new Case(id, one.get("script").asText(), one, known.containsKey(id)));
                }
            }
        }
        return cases.stream();
    }

    private static Map<String, String> knownFailures() throws IOException {
        Map<String, String> known = new HashMap<>();
        try (InputStream stream =
                Objects.requireNonNull(
                        LanguageCasesTest.class.getResourceAsStream("/known-failures.txt"))) {
            for (String line :
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2 && !line.startsWith("#")) {
                    known.put(parts[0], parts[1]);
                }
            }
        }
        return known;
    }

    /// What a run showed.
    private record Shown(String output, String error, int exitCode) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void runsAsDocumented(Case one) throws IOException {
        Path file = folder.resolve("case.ps1");
        Files.writeString(file, one.script());
        CapturingHost host = new CapturingHost();
        Session session = TestSessions.in(folder, host);
        Outcome outcome = session.runFile(file, List.of());
        String shown = host.errors();
        String id =
                shown.isEmpty() ? "" : ((ErrorRecord) session.services().errors().getFirst()).id();
        Shown actual = new Shown(host.output(), id, outcome.exitCode());
        JsonNode expected = one.expected();
        Shown wanted =
                new Shown(
                        expected.get("stdout").asText(),
                        expected.path("error").asText(""),
                        expected.path("exit").asInt(outcome.exitCode()));
        if (one.knownToFail()) {
            assertThat(actual)
                    .as("%s passes now: take it off known-failures.txt", one.id())
                    .isNotEqualTo(wanted);
        } else {
            assertThat(actual).as("%s%n%s", one.script(), shown).isEqualTo(wanted);
        }
    }
}
