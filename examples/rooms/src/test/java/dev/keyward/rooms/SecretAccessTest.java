package dev.keyward.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who may read secret bytes: the files that `secret-access` beside the pom names, each with its
/// reason, and no other. A file is named by its room and its name, so that it may move within the
/// room.
final class SecretAccessTest {
    private static final String ACCESS = "dev.keyward.model.SecretAccess";
    private static final Path LIST =
            Path.of(System.getProperty("keyward.root", "../.."), "examples/rooms/secret-access");

    /// Room, file, reason.
    private static final Pattern LINE = Pattern.compile("(\\S+) +(\\S+\\.java) +(\\S.*)");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.keyward");

    private static Map<String, String> allowed() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                assertThat(parts.matches()).as("room, file and reason in: " + line).isTrue();
                assertThat(reasons.put(parts.group(1) + " " + parts.group(2), parts.group(3)))
                        .as("named twice: " + line)
                        .isNull();
            }
        }
        return reasons;
    }

    /// Every file whose code names the right, to the packages of its classes that do.
    private static Map<String, Set<String>> found() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            boolean names =
                    !each.getName().equals(ACCESS)
                            && each.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(to -> to.getTargetClass().getName().equals(ACCESS));
            if (names) {
                String file = each.getSource().orElseThrow().getFileName().orElseThrow();
                found.computeIfAbsent(room(each) + " " + file, _ -> new TreeSet<>())
                        .add(each.getPackageName());
            }
        }
        return found;
    }

    /// The two rooms of cmdlets are told apart by their second word.
    private static String room(JavaClass each) {
        String[] words = each.getPackageName().split("\\.");
        return words[2].equals("cmdlet") && words.length > 3 ? "cmdlet." + words[3] : words[2];
    }

    @Test
    @Tag("security:S-09")
    void onlyTheFilesOfTheListAskForSecretBytes() throws IOException {
        assertThat(found().keySet())
                .as("files that name SecretAccess, as examples/rooms/secret-access lists them")
                .containsExactlyInAnyOrderElementsOf(allowed().keySet());
    }

    @Test
    void noTwoFilesShareALine() {
        assertThat(found()).allSatisfy((_, packages) -> assertThat(packages).hasSize(1));
    }

    /// "Call it at the place of use and don't keep it in a field."
    @Test
    @Tag("security:S-09")
    void nobodyKeepsTheRight() {
        assertThat(
                        CLASSES.stream()
                                .flatMap(each -> each.getFields().stream())
                                .filter(field -> field.getRawType().getName().equals(ACCESS))
                                .filter(field -> !field.getOwner().getName().equals(ACCESS))
                                .map(field -> field.getFullName()))
                .isEmpty();
    }
}
