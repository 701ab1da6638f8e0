package dev.keyward.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// One file of Project Wycheproof's vectors, read in place, and the tally of its cases.
public final class Vectors {
    private static final Path FOLDER =
            Path.of(System.getProperty("vectors", "../shared/vectors"))
                    .toAbsolutePath()
                    .normalize();

    /// In a list of strings, or at the start of a line of comma-separated arguments.
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+_test\\.json)");

    private final String file;
    private final String path;
    private final JsonNode root;
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int passed;

    private Vectors(String file, String path, JsonNode root) {
        this.file = file;
        this.path = path;
        this.root = root;
    }

    /// Skips the test, naming the folder, where it isn't there.
    ///
    /// @param path what carries them out, for the report
    public static Vectors open(String file, String path) {
        assumeTrue(Files.isDirectory(FOLDER), "no vectors in " + FOLDER);
        Path plain = FOLDER.resolve(file);
        Path zipped = FOLDER.resolve(file + ".gz");
        try (InputStream in =
                Files.exists(plain)
                        ? Files.newInputStream(plain)
                        : new GZIPInputStream(Files.newInputStream(zipped))) {
            return new Vectors(file, path, new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of all files there are, without `.gz`. Skips the test where the folder isn't
    /// there.
    public static Set<String> files() {
        assumeTrue(Files.isDirectory(FOLDER), "no vectors in " + FOLDER);
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") || name.endsWith(".json.gz"))
                    .map(name -> name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files that the tests of a room name: every literal in its classes `*VectorsTest`.
    ///
    /// @param sources the folder of those classes
    public static Set<String> named(Path sources) {
        try (Stream<Path> classes = Files.walk(sources)) {
            Set<String> named = new TreeSet<>();
            for (Path each :
                    classes.filter(file -> file.toString().endsWith("VectorsTest.java")).toList()) {
                Matcher literal = LITERAL.matcher(Files.readString(each));
                while (literal.find()) {
                    named.add(literal.group(1));
                }
            }
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Carries out one test of a group.
    @FunctionalInterface
    public interface Case {
        Verdict run(JsonNode group, JsonNode test);
    }

    /// What came of it.
    public sealed interface Verdict {
        record Right() implements Verdict {}

        record Wrong(String why) implements Verdict {}

        record Skipped(String why) implements Verdict {}

        static Verdict of(boolean right, String otherwise) {
            return right ? new Right() : new Wrong(otherwise);
        }
    }

    /// Runs every case and prints the tally; any wrong answer fails.
    public void run(Case run) {
        for (JsonNode group : root.path("testGroups")) {
            for (JsonNode test : group.path("tests")) {
                String id = test.path("tcId") + " " + test.path("comment").asText();
                try {
                    tally(id, run.run(group, test));
                } catch (RuntimeException e) {
                    failures.add(id + ": " + e);
                }
            }
        }
        int all = root.path("numberOfTests").asInt();
        int skips = skipped.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "vectors %-46s %-14s run %3d passed %3d skipped %3d %s%n",
                file,
                path,
                passed + failures.size(),
                passed,
                skips,
                skipped.isEmpty() ? "" : skipped);
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    file
                            + " by "
                            + path
                            + ": "
                            + failures.size()
                            + " wrong:\n"
                            + String.join("\n", failures));
        }
        if (passed + skips != all) {
            throw new AssertionError(file + " has " + all + " cases, seen " + (passed + skips));
        }
    }

    private void tally(String id, Verdict verdict) {
        switch (verdict) {
            case Verdict.Right() -> passed++;
            case Verdict.Wrong(String why) -> failures.add(id + ": " + why);
            case Verdict.Skipped(String why) -> skipped.merge(why, 1, Integer::sum);
        }
    }

    /// Empty for a member that isn't there.
    public static byte[] hex(JsonNode node) {
        String text = node.asText();
        return HexFormat.of().parseHex(text.length() % 2 == 0 ? text : "0" + text);
    }

    public static boolean isValid(JsonNode test) {
        return test.path("result").asText().equals("valid");
    }
}
