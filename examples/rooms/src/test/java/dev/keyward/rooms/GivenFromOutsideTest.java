package dev.keyward.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Clock and randomness are arguments in all rooms, so that every test can say what time it is and
/// what chance brings; only who begins a process takes them from the machine.
///
/// How long something takes (`System.nanoTime`) is no time of day and may be asked for anywhere.
final class GivenFromOutsideTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.keyward");

    /// Who may, by the simple name of the outermost class, and why.
    private static final Map<String, String> MAY =
            Map.of(
                    "Main",
                    "begins the process: the server's and the shell's",
                    "Surrounds",
                    "what a session takes from a process it is hosted in (JSR-223)",
                    "MachineClock",
                    "is the clock that servers and shells are given (decision 29)",
                    "VaultCatalogue",
                    "found by name in such a process, so nobody hands it anything",
                    "TestVault",
                    "begins a server inside somebody's test",
                    "Dispatcher",
                    "names requests, once for each: a generator that all threads share would be waited for, and nothing depends on the names being hard to guess",
                    "SystemRecord",
                    "the same names for what nobody asked for",
                    "SeededRandom",
                    "is one, and nothing of what it inherits is asked",
                    "EdKey",
                    "a signature that takes no randomness (RFC 8032, section 5.1.6)");

    private static final String RANDOM = "randomness";
    private static final String TIME = "time";

    /// Members that fetch one or the other, as `class.member(parameters)`; without the parameters
    /// all of that name.
    private static final Map<String, String> FETCH =
            Map.ofEntries(
                    Map.entry("java.security.SecureRandom.<init>", RANDOM),
                    Map.entry("java.security.SecureRandom.getInstance", RANDOM),
                    Map.entry("java.security.SecureRandom.getInstanceStrong", RANDOM),
                    Map.entry("java.util.Random.<init>()", RANDOM),
                    Map.entry("java.util.SplittableRandom.<init>()", RANDOM),
                    Map.entry("java.util.concurrent.ThreadLocalRandom.current", RANDOM),
                    Map.entry("java.util.random.RandomGenerator.getDefault", RANDOM),
                    Map.entry("java.util.random.RandomGenerator.of", RANDOM),
                    Map.entry("java.util.random.RandomGeneratorFactory.create()", RANDOM),
                    Map.entry("java.util.UUID.randomUUID", RANDOM),
                    Map.entry("java.util.Collections.shuffle(java.util.List)", RANDOM),
                    Map.entry("java.lang.Math.random", RANDOM),
                    Map.entry("java.lang.StrictMath.random", RANDOM),
                    // The provider's own, where none is given.
                    Map.entry("java.security.KeyPairGenerator.initialize(int)", RANDOM),
                    Map.entry(
                            "java.security.KeyPairGenerator.initialize(java.security.spec.AlgorithmParameterSpec)",
                            RANDOM),
                    Map.entry("java.security.Signature.initSign(java.security.PrivateKey)", RANDOM),
                    Map.entry("javax.crypto.KeyGenerator.init(int)", RANDOM),
                    Map.entry("javax.crypto.KEM.newEncapsulator(java.security.PublicKey)", RANDOM),
                    Map.entry("java.lang.System.currentTimeMillis", TIME),
                    Map.entry("java.time.InstantSource.system", TIME),
                    Map.entry("java.time.Clock.systemUTC", TIME),
                    Map.entry("java.time.Clock.systemDefaultZone", TIME),
                    Map.entry("java.time.Clock.system", TIME),
                    Map.entry("java.time.Clock.tickMillis", TIME),
                    Map.entry("java.time.Clock.tickSeconds", TIME),
                    Map.entry("java.time.Clock.tickMinutes", TIME),
                    Map.entry("java.util.Date.<init>()", TIME),
                    Map.entry("java.util.GregorianCalendar.<init>()", TIME),
                    Map.entry("java.util.Calendar.getInstance", TIME));

    @Test
    void whoFetchesClockOrRandomnessIsNamedHere() {
        assertThat(CLASSES.size()).as("a rule over nothing passes").isGreaterThan(1000);
        Map<String, Set<String>> found = fetches(CLASSES);
        found.keySet().removeAll(MAY.keySet());
        assertThat(found)
                .as("take an InstantSource or a RandomGenerator as an argument instead")
                .isEmpty();
    }

    @Test
    void nobodyIsNamedWhoDoesNot() {
        assertThat(fetches(CLASSES).keySet()).containsAll(MAY.keySet());
    }

    @Test
    void everyWayOfAskingIsFound() {
        Map<String, Set<String>> found =
                fetches(new ClassFileImporter().importClasses(Planted.class));
        assertThat(found.values().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrder(
                        "randomness: java.util.UUID.randomUUID()",
                        "randomness: java.util.concurrent.ThreadLocalRandom.current()",
                        "randomness: java.util.Random.<init>()",
                        "time: java.time.Instant.now()",
                        "time: java.time.LocalDate.now(java.time.ZoneId)",
                        "time: java.lang.System.currentTimeMillis()");
    }

    /// What must be found, called and referred to, beside what needn't be.
    static final class Planted {
        static final List<Supplier<?>> ALL =
                List.of(
                        UUID::randomUUID,
                        ThreadLocalRandom::current,
                        Random::new,
                        Instant::now,
                        () -> LocalDate.now(ZoneOffset.UTC),
                        System::currentTimeMillis,
                        System::nanoTime,
                        () -> LocalDate.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                        () -> new Random(1));

        private Planted() {}
    }

    /// Outermost class to what it fetches.
    private static Map<String, Set<String>> fetches(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass from : classes) {
            for (JavaAccess<?> access : from.getAccessesFromSelf()) {
                if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target) {
                    String fetched = fetched(target);
                    if (fetched != null) {
                        found.computeIfAbsent(outermost(from), _ -> new TreeSet<>())
                                .add(fetched + ": " + signature(target));
                    }
                }
            }
        }
        return found;
    }

    private static String outermost(JavaClass c) {
        String name = c.getName().substring(c.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static @Nullable String fetched(AccessTarget.CodeUnitAccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        if (name.matches("java\\.time\\..*\\.now")
                && !signature(target).endsWith(".now(java.time.Clock)")) {
            return TIME;
        }
        String all = FETCH.get(name);
        return all != null ? all : FETCH.get(signature(target));
    }

    private static String signature(AccessTarget.CodeUnitAccessTarget target) {
        return target.getOwner().getName()
                + "."
                + target.getName()
                + target.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
