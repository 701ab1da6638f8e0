package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The cmdlets against what the modules' pages say of them: names, parameter sets, parameters with
/// types, aliases and binding, and what they give. A difference is either a bug or stands in
/// `facts/differences.txt` with its reason.
final class CmdletFactsTest {
    private static final Path FOLDER = Path.of("src/test/resources/facts");
    private static final List<String> FILES =
            List.of("vaults", "keys", "secrets", "certificates", "accounts");
    private static final List<String> FOUND = new ArrayList<>();

    /// @param pattern of whole lines
    private record Listed(Pattern pattern, String reason) {}

    @BeforeAll
    static void compare() throws IOException {
        List<Cmdlet> cmdlets =
                Cmdlets.all(
                                () -> {
                                    throw new IllegalStateException("nothing is run here");
                                })
                        .cmdlets();
        for (String file : FILES) {
            for (CmdletFact fact : CmdletFact.read(file + ".txt")) {
                Optional<Cmdlet> cmdlet = find(cmdlets, fact.name());
                if (cmdlet.isPresent()) {
                    FOUND.addAll(CmdletComparison.of(fact, cmdlet.get()));
                } else {
                    FOUND.add(fact.name() + ": is missing");
                }
            }
        }
        for (String name : Files.readAllLines(FOLDER.resolve("others.txt"))) {
            if (!name.startsWith("#") && find(cmdlets, name).isEmpty()) {
                FOUND.add(name + ": is missing");
            }
        }
        assertThat(FOUND).isNotEmpty();
    }

    private static Optional<Cmdlet> find(List<Cmdlet> cmdlets, String name) {
        return cmdlets.stream()
                .filter(it -> it.aliases().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /// `PATTERN` lines follow a `# REASON` line.
    private static List<Listed> listed() throws IOException {
        List<Listed> listed = new ArrayList<>();
        String reason = "";
        for (String line : Files.readAllLines(FOLDER.resolve("differences.txt"))) {
            if (line.startsWith("# ")) {
                reason = line.substring(2);
            } else if (!line.isBlank()) {
                assertThat(reason).as("reason of " + line).isNotBlank();
                listed.add(new Listed(Pattern.compile(line), reason));
            }
        }
        return listed;
    }

    @Test
    void everyDifferenceIsMeant() throws IOException {
        List<Listed> listed = listed();
        assertThat(FOUND)
                .filteredOn(
                        line -> listed.stream().noneMatch(it -> it.pattern.matcher(line).matches()))
                .isEmpty();
    }

    @Test
    void everyDifferenceThatIsListedIsThere() throws IOException {
        assertThat(listed())
                .filteredOn(
                        it -> FOUND.stream().noneMatch(line -> it.pattern.matcher(line).matches()))
                .isEmpty();
    }

    @Test
    void theFactsAreWhole() throws IOException {
        List<CmdletFact> facts = new ArrayList<>();
        for (String file : FILES) {
            facts.addAll(CmdletFact.read(file + ".txt"));
        }
        assertThat(facts).hasSizeGreaterThan(80);
        assertThat(facts).allSatisfy(it -> assertThat(it.name()).matches("[A-Z]\\w+-\\w+"));
        Stream<CmdletFact.Param> params = facts.stream().flatMap(it -> it.params().stream());
        assertThat(params.count()).isGreaterThan(600);
    }
}
