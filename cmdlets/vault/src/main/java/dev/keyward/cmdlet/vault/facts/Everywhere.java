package dev.keyward.cmdlet.vault.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What holds for every cmdlet: what of Azure's isn't here, which types stand for others, what
/// parameters of a name have in common, and what every cmdlet takes.
///
/// Stands in a block of this name in `everywhere.txt`, and in a subject's own file for its cmdlets.
final class Everywhere {
    static final String NAME = "everywhere";

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();
    private final Map<String, ParameterLine> common = new LinkedHashMap<>();
    private final List<ParameterLine> added = new ArrayList<>();

    Everywhere(List<Block> blocks) {
        for (Block block : blocks) {
            without.addAll(block.words("without"));
            for (String line : Pieces.between(block.says("type"), "\n")) {
                List<String> pair = Pieces.between(line, " is ");
                types.put(pair.getFirst(), pair.getLast());
            }
            for (ParameterLine line : block.parameters()) {
                if (line.type() == null) {
                    common.put(line.name().toLowerCase(Locale.ROOT), line);
                } else {
                    added.add(line);
                }
            }
        }
    }

    /// Sets, and parameters with their dash, that aren't here.
    List<String> without() {
        return without;
    }

    /// The type that stands for Azure's.
    String type(String name) {
        return types.getOrDefault(name, name);
    }

    @Nullable ParameterLine common(String name) {
        return common.get(name.toLowerCase(Locale.ROOT));
    }

    List<ParameterLine> added() {
        return added;
    }
}
