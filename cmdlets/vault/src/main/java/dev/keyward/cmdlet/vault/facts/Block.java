package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Cmdlet.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one file says of one cmdlet: lines of a word and what it says, a line a parameter, and
/// examples.
///
/// @param says by the line's first word; a word that is there twice has a line break between
record Block(
        String name,
        Map<String, String> says,
        List<ParameterLine> parameters,
        List<Example> examples) {
    static final Block NOTHING = new Block("", Map.of(), List.of(), List.of());

    /// The block of that name.
    ///
    /// @return null if the text has none
    static @Nullable Block find(String text, String name) {
        String head = "\n\n" + name + "\n";
        int start = text.indexOf(head);
        if (start < 0) {
            return null;
        }
        int end = text.indexOf("\n\n", start + head.length() - 1);
        return parse(text.substring(start + 2, end < 0 ? text.length() : end));
    }

    static List<Block> all(String text) {
        return Arrays.stream(text.strip().split("\n\n+"))
                .filter(block -> !block.isEmpty() && !block.startsWith("#"))
                .map(Block::parse)
                .toList();
    }

    private static Block parse(String text) {
        Map<String, String> says = new LinkedHashMap<>();
        List<ParameterLine> parameters = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("- ")) {
                parameters.add(ParameterLine.parse(line.substring(2)));
            } else if (line.startsWith("example ")) {
                List<String> body =
                        lines.stream()
                                .skip(i + 1L)
                                .takeWhile(it -> it.startsWith("    "))
                                .map(it -> it.substring(4))
                                .toList();
                examples.add(example(line.substring("example ".length()), body));
                i += body.size();
            } else if (!line.startsWith("#")) {
                int blank = line.indexOf(' ');
                says.merge(
                        line.substring(0, blank),
                        line.substring(blank + 1),
                        (one, other) -> one + "\n" + other);
            }
        }
        return new Block(lines.getFirst(), says, parameters, examples);
    }

    private static Example example(String title, List<String> body) {
        return new Example(
                title,
                joined(body, line -> !line.startsWith("=") && !line.startsWith("given "), 0),
                joined(body, line -> line.startsWith("="), 2),
                joined(body, line -> line.startsWith("given "), "given ".length()));
    }

    private static String joined(
            List<String> lines, java.util.function.Predicate<String> which, int from) {
        return String.join(
                "\n",
                lines.stream()
                        .filter(which)
                        .map(line -> line.substring(Math.min(from, line.length())))
                        .toList());
    }

    String says(String word) {
        return says.getOrDefault(word, "");
    }

    List<String> words(String word) {
        String said = says(word);
        return said.isEmpty() ? List.of() : List.of(said.split("\\s"));
    }
}
