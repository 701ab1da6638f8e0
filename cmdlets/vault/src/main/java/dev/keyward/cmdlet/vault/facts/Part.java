package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Membership;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter's part in some sets: `required, at 0, by value, by property in ONE OTHER`.
///
/// @param position from 0, or [Membership#NAMED_ONLY]
/// @param sets empty for all
record Part(
        boolean required, int position, boolean byValue, boolean byProperty, List<String> sets) {
    static final Part EVERYWHERE = parse("");

    static Part parse(String text) {
        String padded = " " + text.strip();
        int in = padded.indexOf(" in ");
        List<String> sets = in < 0 ? List.of() : Pieces.of(padded.substring(in + " in ".length()));
        boolean required = false;
        boolean byValue = false;
        boolean byProperty = false;
        int position = Membership.NAMED_ONLY;
        for (String word :
                Pieces.between((in < 0 ? padded : padded.substring(0, in)).strip(), ", ")) {
            switch (word) {
                case "required" -> required = true;
                case "by value" -> byValue = true;
                case "by property" -> byProperty = true;
                default -> position = Integer.parseInt(word.substring("at ".length()));
            }
        }
        return new Part(required, position, byValue, byProperty, sets);
    }

    /// The same without the sets that are left out; null if none of its own stays.
    @Nullable Part without(Absent absent) {
        if (sets.isEmpty()) {
            return this;
        }
        List<String> left = new ArrayList<>();
        for (String set : sets) {
            if (!absent.isAbsent(set)) {
                left.add(set);
            }
        }
        return left.isEmpty() ? null : new Part(required, position, byValue, byProperty, left);
    }

    void addTo(List<Membership> memberships) {
        for (String set : sets.isEmpty() ? List.of(Membership.EVERY) : sets) {
            memberships.add(new Membership(set, required, position, byValue, byProperty, false));
        }
    }
}
