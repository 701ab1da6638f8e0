package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a session shows of each kind of object against what the modules' pages say:
/// `facts/views.txt`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ViewFactsTest {
    private static final Path VIEWS = Path.of("src/test/resources/facts/views.txt");

    @TempDir private static Path folder;

    private CertificateShell shell;

    /// @param shape `list` or `table`
    private record ViewFact(String type, String shape, List<String> labels, String script) {
        static ViewFact parse(String block) {
            String[] lines = block.strip().split("\n *");
            String[] view = lines[1].split(" ", 2);
            return new ViewFact(
                    lines[0],
                    view[0],
                    List.of(view[1].split(" \\| ")),
                    lines[2].replaceFirst("^script ", ""));
        }
    }

    @BeforeAll
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterAll
    void close() {
        shell.close();
    }

    @TestFactory
    Stream<DynamicTest> everyObjectIsShownAsTheModulesShowIt() throws IOException {
        return Arrays.stream(Files.readString(VIEWS).split("\n\n"))
                .filter(block -> !block.startsWith("#"))
                .map(ViewFact::parse)
                .map(fact -> DynamicTest.dynamicTest(fact.type, () -> check(fact)));
    }

    private void check(ViewFact fact) {
        int last = fact.script.lastIndexOf(';') + 1;
        String shown =
                shell.run(
                        fact.script.substring(0, last)
                                + "$it = @("
                                + fact.script.substring(last)
                                + ")[0]; $it.PSObject.TypeNames[0]; $it | Out-String -Width 4096");
        String[] lines = shown.split("\n", 2);
        assertThat(lines[0]).as(shown).endsWith("." + fact.type);
        assertThat(fact.shape.equals("list") ? listed(lines[1]) : columns(lines[1]))
                .as(shown)
                .isEqualTo(fact.labels);
    }

    /// All labels of a list end in one column.
    private static List<String> listed(String shown) {
        int colon = shown.strip().indexOf(" :");
        List<String> labels = new ArrayList<>();
        for (String line : shown.split("\n")) {
            boolean labelled = colon > 0 && line.startsWith(" :", colon) && !line.startsWith(" ");
            if (labelled) {
                labels.add(line.substring(0, colon).strip());
            }
        }
        return labels;
    }

    private static List<String> columns(String shown) {
        return List.of(shown.strip().split("\n")[0].strip().split(" +"));
    }
}
