package dev.keyward.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DynamicTest;

/// The inputs that are kept of a fuzz target, as ordinary tests.
///
/// A target is a test class whose name ends in `FuzzTest`, with a method that `.ci/fuzz` hands to
/// the fuzzer. In `src/test/fuzz` of its room stand a folder of its name, with what it began with
/// and what was once found, each under a name that says what it is; and an archive of its name,
/// with what the fuzzer came upon that reached more of the code.
///
/// ```java
/// @TestFactory
/// Stream<DynamicTest> keptInputs() throws IOException {
///     return KeptInputs.of(JsonFuzzTest.class, JsonFuzzTest::fuzzerTestOneInput);
/// }
/// ```
public final class KeptInputs {
    private static final Path FOLDER = Path.of("src", "test", "fuzz");

    private KeptInputs() {}

    /// @return one test for each named input, and one for all of the archive
    /// @throws IOException also if none is kept
    public static Stream<DynamicTest> of(Class<?> target, Consumer<byte[]> parser)
            throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> named = Files.list(FOLDER.resolve(target.getSimpleName()))) {
            for (Path file : named.sorted().toList()) {
                byte[] input = Files.readAllBytes(file);
                tests.add(
                        DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> parser.accept(input)));
            }
        }
        if (tests.isEmpty()) {
            throw new IOException("no inputs for " + target.getSimpleName());
        }
        Path archive = FOLDER.resolve(target.getSimpleName() + ".zip");
        if (Files.exists(archive)) {
            tests.add(DynamicTest.dynamicTest("archive", () -> replay(archive, parser)));
        }
        return tests.stream();
    }

    private static void replay(Path archive, Consumer<byte[]> parser) throws IOException {
        try (ZipFile inputs = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = inputs.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                byte[] input = inputs.getInputStream(entry).readAllBytes();
                try {
                    parser.accept(input);
                } catch (RuntimeException | AssertionError failed) {
                    throw new AssertionError(archive.getFileName() + "!" + entry, failed);
                }
            }
        }
    }
}
