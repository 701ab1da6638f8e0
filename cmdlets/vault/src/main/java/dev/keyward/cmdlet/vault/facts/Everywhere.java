package dev.keyward.cmdlet.vault.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What holds for every cmdlet: what of Azure's isn't here, which types stand for others, what
/// parameters of a name have in common, and what every cmdlet takes.
///
/// Stands in a block of this name in `everywhere.txt`, and in a subject's own file for its cmdlets.
final class Everywhere {
    static final String NAME = "everywhere";

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Pattern> without = new ArrayList<>();
    private final Map<String, ParameterLine> common = new LinkedHashMap<>();
    private final List<ParameterLine> added = new ArrayList<>();

    Everywhere(List<Block> blocks) {
        for (Block block : blocks) {
            block.words("without").forEach(word -> without.add(Pattern.compile(word)));
            block.says("type")
                    .lines()
                    .map(line -> line.split(" is "))
                    .forEach(pair -> types.put(pair[0], pair[1]));
            for (ParameterLine line : block.parameters()) {
                if (line.type() == null) {
                    common.put(line.name().toLowerCase(Locale.ROOT), line);
                } else {
                    added.add(line);
                }
            }
        }
    }

    /// Whether a set, or a parameter with its dash, isn't here.
    boolean isWithout(String word) {
        return without.stream().anyMatch(it -> it.matcher(word).matches());
    }

    /// The type that stands for Azure's.
    String type(String name) {
        return types.getOrDefault(name, name);
    }

    Optional<ParameterLine> common(String name) {
        return Optional.ofNullable(common.get(name.toLowerCase(Locale.ROOT)));
    }

    List<ParameterLine> added() {
        return added;
    }
}
