package dev.keyward.rooms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which packages of its own room each package may import, from the bottom up: a line names only
/// what stands above it, so a table has no cycle.
///
/// A line is the package, a colon, and the packages it imports, or `-` for none; `#` begins a
/// remark. The room's own package is `(root)`.
///
/// @param faults of the text itself
record PackageTable(Map<String, Set<String>> lines, List<String> faults) {
    static PackageTable read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    static PackageTable parse(List<String> text) {
        PackageTable table = new PackageTable(new LinkedHashMap<>(), new ArrayList<>());
        for (String line : text) {
            String said = line.replaceFirst("#.*", "").strip();
            if (!said.isEmpty()) {
                table.add(said);
            }
        }
        return table;
    }

    private void add(String line) {
        String[] parts = line.split(":\\s*", 2);
        if (parts.length != 2 || parts[1].isEmpty()) {
            faults.add("'" + line + "' must be a package, a colon, and packages or -");
            return;
        }
        Set<String> imports =
                parts[1].equals("-") ? Set.of() : new TreeSet<>(List.of(parts[1].split("[,\\s]+")));
        for (String each : imports) {
            if (!lines.containsKey(each)) {
                faults.add(parts[0] + " may import only what stands above it, not " + each);
            }
        }
        if (lines.put(parts[0], imports) != null) {
            faults.add("two lines for " + parts[0]);
        }
    }

    /// In what the packages of the room differ from the table.
    List<String> differences(PackageArrows room) {
        List<String> found = new ArrayList<>(faults);
        for (String each : room.packages()) {
            if (!lines.containsKey(each)) {
                found.add("no line for " + each);
            }
        }
        lines.forEach((from, may) -> {
            if (!room.packages().contains(from)) {
                found.add("a line for " + from + ", which isn't there");
            }
            Map<String, String> does = room.from(from);
            does.forEach((to, seen) -> {
                if (!may.contains(to)) {
                    found.add(from + " -> " + to + ": " + seen);
                }
            });
            for (String each : may) {
                if (!does.containsKey(each)) {
                    found.add(from + " may import " + each + ", and doesn't");
                }
            }
        });
        return found;
    }
}
