package dev.keyward.cmdlet.vault.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sets, and parameters with their dash, that Azure's cmdlets have and ours haven't; `Hsm*` stands
/// for all that begin so.
final class Absent {
    private final Set<String> words = new HashSet<>();
    private final List<String> starts = new ArrayList<>();

    void add(List<String> more) {
        for (String word : more) {
            if (word.endsWith("*")) {
                starts.add(word.substring(0, word.length() - 1));
            } else {
                words.add(word);
            }
        }
    }

    boolean isAbsent(String word) {
        if (words.contains(word)) {
            return true;
        }
        for (String start : starts) {
            if (word.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
