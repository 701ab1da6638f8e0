package dev.keyward.language.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.cmdlet.Source;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damaged programs are refused with a [SyntaxError] or read; nothing else happens to them.
class ParserMutationTest {
    private static final String PIECES =
            "$@()[]{}'\"`|&;,.:?=+-*/%<>#\n\r\t 0x1kb\u2013\u201C\u2019\0\uD83D";
    private static final int MUTANTS_A_SEED = 400;

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private static List<String> programs() throws IOException, URISyntaxException {
        Path root =
                Path.of(
                        Objects.requireNonNull(
                                        ParserMutationTest.class.getResource("/language-cases"))
                                .toURI());
        List<String> programs = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                for (JsonNode one : new ObjectMapper().readTree(file.toFile())) {
                    programs.add(one.get("script").asText());
                }
            }
        }
        return programs;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverThrowsAnythingButSyntaxError(int seed) throws IOException, URISyntaxException {
        Random random = new Random(seed);
        List<String> programs = programs();
        int refused = 0;
        for (int i = 0; i < MUTANTS_A_SEED; i++) {
            String text = mutant(programs, random);
            try {
                ScriptBody body = Parser.parse(new Source("", text));
                assertThat(body.span().end()).isLessThanOrEqualTo(text.length());
            } catch (SyntaxError e) {
                refused++;
                assertThat(e.span().end()).as(text).isLessThanOrEqualTo(text.length());
                assertThat(e.text()).isNotEmpty();
            }
        }
        assertThat(refused).isBetween(1, MUTANTS_A_SEED - 1);
    }

    private static String mutant(List<String> programs, Random random) {
        StringBuilder text = new StringBuilder(programs.get(random.nextInt(programs.size())));
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                case 2 -> text.setLength(at);
                default -> {
                    String other = programs.get(random.nextInt(programs.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + 12));
                }
            }
            if (text.isEmpty()) {
                text.append('$');
            }
        }
        return text.toString();
    }
}
