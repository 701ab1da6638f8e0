package dev.keyward.cmdlet.vault.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.vault.Cmdlets;
import dev.keyward.cmdlet.vault.PlainHost;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.model.Permission;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can still be wrong with facts that cmdlets are made from: that one of Azure's reaches
/// nothing, that a line of ours changes nothing, or a difference is there without its reason.
final class FactsTest {
    private static final List<Cmdlet> CMDLETS =
            Cmdlets.all(
                            () -> {
                                throw new AssertionError("nothing is run here");
                            })
                    .cmdlets();

    @TempDir private Path folder;

    /// A block of ours with the block of Azure's it stands over.
    private record Pair(Subject subject, Block azure, Block ours) {}

    private static Stream<Block> azure() {
        return Stream.of(Subject.values()).flatMap(it -> Block.all(it.texts().azure()).stream());
    }

    private static Stream<Pair> pairs() {
        return Stream.of(Subject.values())
                .flatMap(subject ->
                        Block.all(subject.texts().ours()).stream()
                                .filter(ours -> !ours.name().equals(Everywhere.NAME))
                                .map(ours -> new Pair(subject, azure(subject, ours.name()), ours)));
    }

    private static Block azure(Subject subject, String name) {
        Cmdlet cmdlet = find(name).orElseThrow(() -> new AssertionError(name + " is no cmdlet"));
        return cmdlet.aliases().stream()
                .map(alias -> Optional.ofNullable(Block.find(subject.texts().azure(), alias)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Block.NOTHING);
    }

    private static Optional<Cmdlet> find(String name) {
        return CMDLETS.stream()
                .filter(it -> it.name().equals(name) || it.aliases().contains(name))
                .findFirst();
    }

    private static List<String> lines(String resource) throws IOException {
        try (var in = FactsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /// Cmdlets of the modules that nothing reaches, and parameters of older modules that are gone.
    private static List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>();
        Stream.concat(azure().map(Block::name), lines("azure/others.txt").stream())
                .filter(name -> find(name).isEmpty())
                .forEach(missing::add);
        azure().forEach(block ->
                find(block.name())
                        .ifPresent(cmdlet ->
                                block.words("older").stream()
                                        .filter(it -> cmdlet.signature().parameter(it).isEmpty())
                                        .forEach(it -> missing.add(block.name() + " -" + it))));
        return missing;
    }

    @Test
    void everyCmdletOfTheModulesIsHereOrNamedWithItsReason() throws IOException {
        List<Pattern> notBuilt = notBuilt();
        assertThat(missing())
                .filteredOn(name -> notBuilt.stream().noneMatch(it -> it.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void whatIsNamedAsNotBuiltIsntThere() throws IOException {
        List<String> missing = missing();
        assertThat(notBuilt())
                .filteredOn(it -> missing.stream().noneMatch(name -> it.matcher(name).matches()))
                .isEmpty();
    }

    private static List<Pattern> notBuilt() throws IOException {
        return lines("/facts/not-built.txt").stream().map(Pattern::compile).toList();
    }

    @Test
    void everyCmdletIsReachedByItsNameInAzureRm() {
        assertThat(azure())
                .filteredOn(block -> find(block.name()).isPresent())
                .filteredOn(block -> !block.says("once").isEmpty())
                .allSatisfy(block ->
                        assertThat(find(block.says("once"))).isEqualTo(find(block.name())));
    }

    @Test
    void theFactsAreWhole() {
        List<Block> facts = azure().toList();
        assertThat(facts).hasSizeGreaterThan(70);
        assertThat(facts).extracting(Block::name).doesNotHaveDuplicates();
        assertThat(facts.stream().mapToInt(it -> it.parameters().size()).sum()).isGreaterThan(600);
        for (Block fact : facts) {
            for (ParameterLine line : fact.parameters()) {
                assertThat(line.type()).as(fact.name() + " -" + line.name()).isNotNull();
                for (Part part : line.partsOrAll()) {
                    assertThat(fact.words("sets"))
                            .as(fact.name() + " -" + line.name())
                            .containsAll(part.sets());
                }
            }
        }
    }

    @Test
    void everyBlockOfOursIsACmdlets() {
        assertThat(pairs().map(it -> it.ours.name()))
                .containsExactlyInAnyOrderElementsOf(CMDLETS.stream().map(Cmdlet::name).toList());
        assertThat(pairs()).allSatisfy(it -> assertThat(it.ours.says("does")).isNotBlank());
    }

    @Test
    void everyLineOfOursChangesSomething() {
        List<String> idle = new ArrayList<>();
        pairs().filter(it -> !it.azure.equals(Block.NOTHING)).forEach(it -> idle(it, idle));
        assertThat(idle).isEmpty();
    }

    private static void idle(Pair pair, List<String> idle) {
        for (String word : List.of("default", "changes", "gives")) {
            if (pair.ours.says().containsKey(word)
                    && pair.ours.says(word).equals(pair.azure.says(word))) {
                idle.add(pair.ours.name() + " " + word);
            }
        }
        for (String word : pair.ours.words("without")) {
            boolean there =
                    word.startsWith("-")
                            ? Stream.concat(
                                            pair.azure.parameters().stream(),
                                            pair.subject.texts().everywhere().added().stream())
                                    .anyMatch(it -> it.name().equals(word.substring(1)))
                            : pair.azure.words("sets").contains(word);
            if (!there) {
                idle.add(pair.ours.name() + " without " + word);
            }
        }
        List<ParameterLine> lines = pair.ours.parameters();
        for (int i = 0; i < lines.size(); i++) {
            ParameterLine line = lines.get(i);
            boolean places = i + 1 < lines.size() && below(pair, lines.get(i + 1).name()).isEmpty();
            if (!places
                    && below(pair, line.name())
                            .map(it -> it.under(line).equals(it))
                            .orElse(false)) {
                idle.add(pair.ours.name() + " -" + line.name());
            }
        }
    }

    private static Optional<ParameterLine> below(Pair pair, String parameter) {
        Merge merge = new Merge(pair.azure, pair.ours, pair.subject.texts().everywhere());
        return merge.kept().stream()
                .filter(it -> it.name().equals(parameter))
                .map(merge::withCommon)
                // Aliases that are none are the same as none.
                .map(it -> it.under(ParameterLine.parse(it.name())))
                .findFirst();
    }

    @Test
    void everyDifferenceStandsUnderItsReason() {
        List<String> bare = new ArrayList<>();
        pairs().filter(it -> !it.azure.equals(Block.NOTHING)).forEach(it -> bare(it, bare));
        assertThat(bare).isEmpty();
    }

    private static void bare(Pair pair, List<String> bare) {
        String text = pair.subject.texts().ours();
        int start = text.indexOf("\n\n" + pair.ours.name() + "\n") + 2;
        int end = text.indexOf("\n\n", start);
        boolean reason = false;
        for (String line : text.substring(start, end < 0 ? text.length() : end).split("\n *")) {
            reason |= line.startsWith("# ");
            boolean differs = line.matches("(without|default|changes|gives) .*");
            if (line.startsWith("- ")) {
                ParameterLine parsed = ParameterLine.parse(line.substring(2));
                differs =
                        parsed.type() != null
                                || parsed.parts() != null
                                || parsed.words().containsKey(ParameterLine.AKA)
                                || parsed.words().containsKey(ParameterLine.OF);
            }
            if (differs && !reason) {
                bare.add(pair.ours.name() + " " + line);
            }
        }
    }

    @Test
    void whatHoldsEverywhereHoldsSomewhere() {
        List<Block> facts = azure().toList();
        for (Subject subject : Subject.values()) {
            List<Block> blocks =
                    Block.all(subject.texts().ours()).stream()
                            .filter(it -> it.name().equals(Everywhere.NAME))
                            .toList();
            blocks.stream()
                    .flatMap(it -> it.parameters().stream())
                    .forEach(line ->
                            assertThat(pairs().filter(it -> it.subject == subject))
                                    .as(subject + " -" + line.name())
                                    .anyMatch(it ->
                                            find(it.ours.name())
                                                    .orElseThrow()
                                                    .signature()
                                                    .parameter(line.name())
                                                    .isPresent()));
        }
        Block everywhere = everywhere();
        for (String word : everywhere.words("without")) {
            Absent absent = new Absent();
            absent.add(List.of(word));
            assertThat(facts)
                    .as(word)
                    .anyMatch(it ->
                            it.words("sets").stream().anyMatch(absent::isAbsent)
                                    || it.parameters().stream()
                                            .anyMatch(line -> absent.isAbsent("-" + line.name())));
        }
        everywhere
                .says("type")
                .lines()
                .map(it -> it.split(" is ")[0])
                .forEach(type ->
                        assertThat(facts)
                                .as(type)
                                .anyMatch(it ->
                                        it.parameters().stream()
                                                .anyMatch(line -> type.equals(line.type()))));
    }

    private static Block everywhere() {
        try (var in = FactsTest.class.getResourceAsStream("keyward/everywhere.txt")) {
            return Block.all(new String(in.readAllBytes(), StandardCharsets.UTF_8)).getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void permissionsAreTheWordsThatTheServiceKnows() {
        Map.of(
                        "Keys", Permission.Key.values(),
                        "Secrets", Permission.Secret.values(),
                        "Certificates", Permission.Certificate.values(),
                        "Storage", Permission.Storage.values())
                .forEach((list, permissions) -> {
                    Block block =
                            Objects.requireNonNull(
                                    Block.find(
                                            Subject.MANAGEMENT.texts().ours(), "Set-AccessPolicy"));
                    List<String> words =
                            block.parameters().stream()
                                    .filter(it -> it.name().equals("PermissionsTo" + list))
                                    .findFirst()
                                    .orElseThrow()
                                    .words()
                                    .get(ParameterLine.OF);
                    assertThat(words)
                            .containsExactlyElementsOf(
                                    Stream.concat(
                                                    Arrays.stream(permissions)
                                                            .map(Permission::word),
                                                    Stream.of("all"))
                                            .toList());
                });
    }

    /// One line a set, with what is asked for and what may be left out in PowerShell's brackets.
    @Test
    void syntaxLinesSayWhatIsAskedFor() {
        Session session =
                Session.create(
                        Cmdlets.all(() -> {
                            throw new AssertionError("nothing is run here");
                        }),
                        new PlainHost(),
                        new Evaluator.Surround(
                                new FakeClock(Instant.EPOCH),
                                ZoneOffset.UTC,
                                new SecureRandom(),
                                folder,
                                Map.of()));
        Absent absent = new Absent();
        absent.add(everywhere().words("without"));
        List<String> wrong = new ArrayList<>();
        azure().filter(fact -> find(fact.name()).isPresent())
                .forEach(fact -> {
                    String shown =
                            String.join(
                                    "\n",
                                    session
                                            .evaluate("Get-Command -Syntax " + fact.name(), "")
                                            .output()
                                            .stream()
                                            .map(String::valueOf)
                                            .toList());
                    List<String> gone =
                            find(fact.name())
                                    .map(it -> new TreeSet<>(it.signature().sets()))
                                    .map(here ->
                                            fact.words("sets").stream()
                                                    .filter(set -> !here.contains(set))
                                                    .toList())
                                    .orElseThrow();
                    for (String set : fact.words("sets")) {
                        List<String> patterns =
                                fact.parameters().stream()
                                        .filter(line -> !absent.isAbsent("-" + line.name()))
                                        .flatMap(line -> required(line, set).stream())
                                        .toList();
                        if (!gone.contains(set)
                                && Arrays.stream(shown.split("\n+"))
                                        .noneMatch(line ->
                                                patterns.stream()
                                                        .allMatch(it ->
                                                                line.matches(".*" + it + ".*")))) {
                            wrong.add(fact.name() + " " + set + " " + patterns);
                        }
                    }
                });
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> required(ParameterLine line, String set) {
        String dash = "-" + line.name();
        String value = "switch".equals(line.type()) ? "" : " <[^>]+>";
        return line.partsOrAll().stream()
                .filter(part -> part.sets().isEmpty() || part.sets().contains(set))
                .findFirst()
                .filter(Part::required)
                .map(part ->
                        part.position() >= 0
                                ? " \\[" + dash + "]" + value
                                : " \\[?" + dash + "]?" + value);
    }
}
