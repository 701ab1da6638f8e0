package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Membership;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        List<String> sets = in < 0 ? List.of() : List.of(padded.substring(in + 4).split(" "));
        boolean required = false;
        boolean byValue = false;
        boolean byProperty = false;
        int position = Membership.NAMED_ONLY;
        for (String word : (in < 0 ? padded : padded.substring(0, in)).strip().split(", ")) {
            switch (word) {
                case "" -> {}
                case "required" -> required = true;
                case "by value" -> byValue = true;
                case "by property" -> byProperty = true;
                default -> position = Integer.parseInt(word.substring("at ".length()));
            }
        }
        return new Part(required, position, byValue, byProperty, sets);
    }

    /// The same without the sets that are left out; empty if none of its own stays.
    Stream<Part> without(Predicate<String> leftOut) {
        if (sets.isEmpty()) {
            return Stream.of(this);
        }
        List<String> left = sets.stream().filter(leftOut.negate()).toList();
        return left.isEmpty()
                ? Stream.empty()
                : Stream.of(new Part(required, position, byValue, byProperty, left));
    }

    Stream<Membership> memberships() {
        return (sets.isEmpty() ? List.of(Membership.EVERY) : sets)
                .stream()
                        .map(set ->
                                new Membership(
                                        set, required, position, byValue, byProperty, false));
    }
}
