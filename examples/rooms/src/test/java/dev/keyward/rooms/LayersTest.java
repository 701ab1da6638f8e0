package dev.keyward.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows of engine/docs/architecture.md, section 3, held against the compiled classes.
final class LayersTest {
    private static final String ROOT = "dev.keyward.";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/dev/keyward/rooms/"))
                    .importPackages("dev.keyward");

    /// Room (package below the root) to the rooms it may import.
    private static final Map<String, Set<String>> MAY_IMPORT =
            Map.ofEntries(
                    Map.entry("model", Set.of()),
                    Map.entry("testing", Set.of("model")),
                    Map.entry("crypto", Set.of("model")),
                    Map.entry("store", Set.of("model")),
                    Map.entry("records", Set.of("model", "crypto", "store")),
                    Map.entry("audit", Set.of("model", "crypto")),
                    Map.entry("vault", Set.of("model", "crypto", "store", "records")),
                    Map.entry("issuers", Set.of("model", "crypto", "store", "records", "vault")),
                    Map.entry("directory", Set.of("model", "crypto", "store", "records")),
                    Map.entry("wire", Set.of("model")),
                    Map.entry(
                            "outside",
                            Set.of("model", "crypto", "store", "records", "vault", "wire")),
                    Map.entry(
                            "api",
                            Set.of(
                                    "model",
                                    "crypto",
                                    "store",
                                    "records",
                                    "audit",
                                    "vault",
                                    "issuers",
                                    "directory",
                                    "wire",
                                    "outside")),
                    Map.entry(
                            "server",
                            Set.of("model", "crypto", "store", "issuers", "outside", "api")),
                    Map.entry("client", Set.of("model", "wire")),
                    Map.entry("junit", Set.of("model", "client", "server")),
                    Map.entry("cmdlet", Set.of()),
                    Map.entry(
                            "cmdlet.vault",
                            Set.of("cmdlet", "model", "crypto", "wire", "client", "api")),
                    Map.entry("language", Set.of("cmdlet")),
                    Map.entry("script", Set.of("cmdlet", "language")),
                    Map.entry(
                            "console",
                            Set.of("cmdlet", "cmdlet.vault", "language", "script", "client")));

    @Test
    void thereAreClassesToLookAt() {
        assertThat(CLASSES.size()).as("a rule over nothing passes").isGreaterThan(100);
        assertThat(CLASSES.stream().map(LayersTest::roomOf).flatMap(Optional::stream))
                .containsAll(MAY_IMPORT.keySet());
    }

    @Test
    void roomsImportOnlyWhatTheirLineNames() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            Optional<String> room = roomOf(from);
            if (room.isEmpty()) {
                wrong.add(from.getName() + " is in no room");
                continue;
            }
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                Optional<String> target = roomOf(dependency.getTargetClass());
                if (target.isPresent()
                        && !target.equals(room)
                        && !MAY_IMPORT.getOrDefault(room.get(), Set.of()).contains(target.get())) {
                    wrong.add(
                            room.get()
                                    + " -> "
                                    + target.get()
                                    + ": "
                                    + from.getName()
                                    + " uses "
                                    + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyCryptoKnowsTheCipherApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "crypto..")
                .and()
                // What a person has in his pocket is to know nothing of ours.
                .doNotHaveFullyQualifiedName(ROOT + "testing.PhoneApp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.crypto..", "org.bouncycastle..", "com.amazon.corretto..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void onlyTheConsoleKnowsTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "console..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(CLASSES);
    }

    @Test
    void onlyTheServerKnowsItsWebLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void theDomainKnowsNoHttpStatus() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        ROOT + "model..",
                        ROOT + "crypto..",
                        ROOT + "store..",
                        ROOT + "records..",
                        ROOT + "vault..",
                        ROOT + "issuers..",
                        ROOT + "directory..")
                .and()
                .haveRawType(int.class)
                .should()
                .haveNameMatching("(?i).*status.*")
                .check(CLASSES);
    }

    /// A room of one package has no arrows inside; one of several has a table of them, or at least
    /// no cycle.
    @ParameterizedTest
    @MethodSource("rooms")
    void packagesImportOnlyWhatTheirLineNames(String room) throws IOException {
        PackageArrows arrows = arrows(room);
        if (hasTable(room)) {
            assertThat(table(room).differences(arrows)).as("packages/%s.txt", room).isEmpty();
        } else {
            assertThat(arrows.cycle()).as("a cycle in %s", room).isEmpty();
        }
    }

    /// Every arrow that a room doesn't have is planted in turn, those from and to its root too.
    @ParameterizedTest
    @MethodSource("rooms")
    void anArrowPlantedBetweenAnyTwoPackagesIsFound(String room) throws IOException {
        PackageArrows arrows = arrows(room);
        PackageTable table = hasTable(room) ? table(room) : null;
        for (String from : arrows.packages()) {
            for (String to : arrows.packages()) {
                PackageArrows planted = arrows.with(from, to);
                if (planted.equals(arrows)) {
                    continue;
                }
                if (table != null) {
                    assertThat(table.differences(planted))
                            .contains(from + " -> " + to + ": planted");
                } else if (arrows.from(to).containsKey(from)) {
                    assertThat(planted.cycle()).as("%s -> %s", from, to).isNotEmpty();
                }
            }
        }
    }

    @Test
    void arrowsAreReadFromClassesOfTheRootToo() {
        String room = LayersTest.class.getPackageName() + ".planted";
        PackageArrows planted =
                PackageArrows.of(
                        room,
                        new ClassFileImporter()
                                .importPackages(room).stream().collect(Collectors.toSet()));
        assertThat(planted.cycle()).hasSize(2);
        assertThat(PackageTable.parse(List.of("inner: -", "(root): inner")).differences(planted))
                .singleElement(STRING)
                .startsWith("inner -> (root): ");
        assertThat(PackageTable.parse(List.of("(root): -", "inner: (root)")).differences(planted))
                .singleElement(STRING)
                .startsWith("(root) -> inner: ");
    }

    @Test
    void aTableIsReadFromTheBottomUpAndSaysNothingUntrue() {
        PackageArrows room =
                new PackageArrows(new TreeSet<>(List.of("a", "b")), new TreeMap<>()).with("b", "a");
        assertThat(PackageTable.parse(List.of("a: -  # the base", "b: a")).differences(room))
                .isEmpty();
        assertThat(PackageTable.parse(List.of("b: a", "a: -")).differences(room))
                .containsExactly("b may import only what stands above it, not a");
        assertThat(PackageTable.parse(List.of("a: -", "c: a", "b: a, c")).differences(room))
                .containsExactly(
                        "a line for c, which isn't there",
                        "c may import a, and doesn't",
                        "b may import c, and doesn't");
        assertThat(PackageTable.parse(List.of("a: -")).differences(room))
                .containsExactly("no line for b");
    }

    /// Packages that are public only because a room has several.
    @ParameterizedTest
    @ValueSource(strings = {"vault.rows", "vault.stored"})
    void whatARoomKeepsToItselfIsUsedByNoOther(String inner) {
        String room = inner.substring(0, inner.indexOf('.'));
        assertThat(CLASSES.containPackage(ROOT + inner)).as("a rule over nothing passes").isTrue();
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + inner + "..")
                .check(CLASSES);
    }

    private static Set<String> rooms() {
        return MAY_IMPORT.keySet();
    }

    private static PackageArrows arrows(String room) {
        return PackageArrows.of(
                ROOT + room,
                CLASSES.stream()
                        .filter(c -> roomOf(c).equals(Optional.of(room)))
                        .collect(Collectors.toSet()));
    }

    private static Path place(String room) {
        return Path.of("packages", room + ".txt");
    }

    private static boolean hasTable(String room) {
        return Files.exists(place(room));
    }

    private static PackageTable table(String room) throws IOException {
        return PackageTable.read(place(room));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> bare = new TreeSet<>();
        for (JavaClass c : CLASSES) {
            if (!c.getPackage().isAnnotatedWith(NullMarked.class)) {
                bare.add(c.getPackageName());
            }
        }
        assertThat(bare).isEmpty();
    }

    private static Optional<String> roomOf(JavaClass c) {
        String name = c.getPackageName() + ".";
        return MAY_IMPORT.keySet().stream()
                .filter(room -> name.startsWith(ROOT + room + "."))
                .max(java.util.Comparator.comparingInt(String::length));
    }
}
