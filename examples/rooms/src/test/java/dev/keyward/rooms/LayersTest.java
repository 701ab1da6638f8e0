package dev.keyward.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The arrows of engine/docs/architecture.md, section 3, held against the compiled classes.
final class LayersTest {
    private static final String ROOT = "dev.keyward.";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
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
                                    "wire")),
                    Map.entry("server", Set.of("model", "crypto", "store", "issuers", "api")),
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
    void noRoomHasACycleOfPackages() {
        for (String room : List.of("vault", "issuers", "directory", "wire", "api", "language")) {
            SlicesRuleDefinition.slices()
                    .matching(ROOT + room + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
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

    @Test
    void timeAndRandomnessAreGivenFromOutside() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .and()
                .resideOutsideOfPackage(ROOT + "language..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    private static Optional<String> roomOf(JavaClass c) {
        String name = c.getPackageName() + ".";
        return MAY_IMPORT.keySet().stream()
                .filter(room -> name.startsWith(ROOT + room + "."))
                .max(java.util.Comparator.comparingInt(String::length));
    }
}
