package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Cmdlet.Example;
import java.util.ArrayList;
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
        List<Block> blocks = new ArrayList<>();
        for (String block : Pieces.between(text.strip(), "\n\n")) {
            if (!block.startsWith("#")) {
                blocks.add(parse(block));
            }
        }
        return blocks;
    }

    private static Block parse(String text) {
        Map<String, String> says = new LinkedHashMap<>();
        List<ParameterLine> parameters = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        List<String> lines = Pieces.between(text, "\n");
        int i = 1;
        while (i < lines.size()) {
            String line = lines.get(i++).strip();
            if (line.startsWith("- ")) {
                parameters.add(ParameterLine.parse(line.substring(2)));
            } else if (line.startsWith("example ")) {
                int start = i;
                while (i < lines.size() && lines.get(i).startsWith("    ")) {
                    i++;
                }
                examples.add(example(line.substring("example ".length()), lines.subList(start, i)));
            } else if (!line.startsWith("#")) {
                int blank = line.indexOf(' ');
                String word = line.substring(0, blank);
                String said = line.substring(blank + 1);
                String before = says.get(word);
                says.put(word, before == null ? said : before + "\n" + said);
            }
        }
        return new Block(lines.getFirst(), says, parameters, examples);
    }

    private static Example example(String title, List<String> body) {
        List<String> code = new ArrayList<>();
        List<String> output = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (String indented : body) {
            String line = indented.substring(4);
            if (line.startsWith("=")) {
                output.add(line.length() < 2 ? "" : line.substring(2));
            } else if (line.startsWith("given ")) {
                before.add(line.substring("given ".length()));
            } else {
                code.add(line);
            }
        }
        return new Example(
                title,
                String.join("\n", code),
                String.join("\n", output),
                String.join("\n", before));
    }

    String says(String word) {
        return says.getOrDefault(word, "");
    }

    List<String> words(String word) {
        return Pieces.of(says(word).replace('\n', ' '));
    }
}
