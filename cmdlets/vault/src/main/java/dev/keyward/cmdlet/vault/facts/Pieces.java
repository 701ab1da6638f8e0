package dev.keyward.cmdlet.vault.facts;

import java.util.ArrayList;
import java.util.List;

/// Cuts lines into what stands between separators. No patterns and no streams: the first page of a
/// session is read by code that nothing has warmed up.
final class Pieces {
    private Pieces() {}

    /// What stands between blanks.
    static List<String> of(String text) {
        return between(text, " ");
    }

    /// What stands between the separators, empty pieces left out.
    static List<String> between(String text, String separator) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int at = text.indexOf(separator, from);
            int end = at < 0 ? text.length() : at;
            if (end > from) {
                pieces.add(text.substring(from, end));
            }
            from = end + separator.length();
        }
        return pieces;
    }
}
