package dev.keyward.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever follows a citation in a comment or a document finds the page and the section.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CitationsTest {
    private static final Path ROOT = Path.of(System.getProperty("keyward.root", "../.."));
    private static final Path DOCS = ROOT.resolve("engine/docs");

    private final Citations citations;
    private int count;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> cited = new TreeSet<>();

    CitationsTest() throws IOException {
        citations = Citations.of(DOCS);
        for (Path file : files()) {
            String page = pageOf(file);
            Citations.Found found =
                    citations.in(
                            ROOT.relativize(file).toString(),
                            Citations.prose(file, Files.readString(file)),
                            page);
            count += found.count();
            wrong.addAll(found.wrong());
            cited.addAll(found.cited());
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("engine", "cmdlets", "shell", "examples")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
                all.filter(CitationsTest::isRead).forEach(files::add);
            }
        }
        files.add(ROOT.resolve("README.md"));
        return files;
    }

    private static boolean isRead(Path file) {
        String path = ROOT.relativize(file).toString();
        return path.matches(".*\\.(java|ps1|txt|md)")
                && !path.contains("target/")
                && !path.contains("node_modules/")
                // Speaks of wrong citations.
                && !path.endsWith("/CitationsTest.java")
                && !path.endsWith("/Citations.java")
                // Generated from other pages, sections and all.
                && !path.equals("engine/docs/promises.md");
    }

    private static @Nullable String pageOf(Path file) {
        return file.startsWith(DOCS) && file.toString().endsWith(".md")
                ? file.getFileName().toString().replace(".md", "")
                : null;
    }

    @Test
    void everyCitationIsFound() {
        assertThat(wrong).isEmpty();
        assertThat(count).as("a rule over nothing passes").isGreaterThan(250);
    }

    @Test
    void nothingStandsInTheReferenceThatNobodyCites() {
        Set<String> needless = new TreeSet<>(citations.sectionsOfReference());
        needless.removeIf(section ->
                cited.stream().anyMatch(it -> isWithin(section, it) || isWithin(it, section)));
        assertThat(needless).isEmpty();
    }

    private static boolean isWithin(String section, String whole) {
        return section.equals(whole) || section.startsWith(whole + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/// See security.md, section 99.",
                "/// See nowhere.md, section 1.",
                "/// See security.md, sections 4.3 and\n/// 99.",
                "/// See identity, section 4.1.",
                "/// See the authorization reference,\n/// section 3.",
                "/// As section 3 says.",
                "/// As §3 says.",
                "int i; // security.md, section 99",
                "/// See nowhere.md."
            })
    void aWrongOneIsNoticed(String planted) {
        assertThat(found(planted).wrong()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/// See security.md, section 4.3.",
                "/// See security.md, sections 4.3\n/// and 4.4; reliability.md, section 2.",
                "/// RFC 9110, section 7.4",
                "/// data-plane-keys.md, section 1, 14 to 19"
            })
    void aRightOneIsTaken(String planted) {
        assertThat(found(planted).wrong()).isEmpty();
    }

    private Citations.Found found(String comment) {
        Path file = Path.of("Planted.java");
        return citations.in("Planted.java", Citations.prose(file, comment), null);
    }
}
