package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parameter as a line says it: `NAME [TYPE] [aka ALIAS...] [of WORD...] [from LEAST MOST] [never
/// empty] [allows null|none...] [proposes WHAT] [| PART]... [: HELP]`.
///
/// A line over another one says only what differs.
///
/// @param type null if the line leaves it to the one below, as all of its parts that are absent
/// @param words by the word that introduces them
/// @param parts null or at least one
record ParameterLine(
        String name,
        @Nullable String type,
        Map<String, List<String>> words,
        @Nullable List<Part> parts,
        @Nullable String help) {
    static final String AKA = "aka";
    static final String OF = "of";
    static final String FROM = "from";
    static final String NEVER = "never";
    static final String ALLOWS = "allows";
    static final String PROPOSES = "proposes";
    private static final Set<String> INTRODUCING = Set.of(AKA, OF, FROM, NEVER, ALLOWS, PROPOSES);

    static ParameterLine parse(String line) {
        int colon = line.indexOf(" : ");
        List<String> pieces = Pieces.between(colon < 0 ? line : line.substring(0, colon), " | ");
        List<String> head = Pieces.of(pieces.getFirst());
        boolean typed = head.size() > 1 && !INTRODUCING.contains(head.get(1));
        Map<String, List<String>> words = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (int i = typed ? 2 : 1; i < head.size(); i++) {
            if (INTRODUCING.contains(head.get(i))) {
                current = new ArrayList<>();
                words.put(head.get(i), current);
            } else {
                current.add(head.get(i));
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < pieces.size(); i++) {
            parts.add(Part.parse(pieces.get(i)));
        }
        return new ParameterLine(
                head.getFirst(),
                typed ? head.get(1) : null,
                words,
                parts.isEmpty() ? null : parts,
                colon < 0 ? null : line.substring(colon + " : ".length()));
    }

    private List<String> words(String introducing) {
        return words.getOrDefault(introducing, List.of());
    }

    List<Part> partsOrAll() {
        return parts == null ? List.of(Part.EVERYWHERE) : parts;
    }

    /// This one with what the other says in its place; aliases come together.
    ParameterLine under(ParameterLine over) {
        Map<String, List<String>> both = new LinkedHashMap<>(words);
        both.putAll(over.words);
        LinkedHashSet<String> aliases = new LinkedHashSet<>(words(AKA));
        aliases.addAll(over.words(AKA));
        both.put(AKA, List.copyOf(aliases));
        return new ParameterLine(
                name,
                over.type == null ? type : over.type,
                both,
                over.parts == null ? parts : over.parts,
                over.help == null ? help : over.help);
    }

    /// This one of another type, and without the sets that aren't here; null if it's in none then.
    @Nullable ParameterLine here(String type, Absent absent) {
        List<Part> left = new ArrayList<>();
        for (Part part : partsOrAll()) {
            Part rest = part.without(absent);
            if (rest != null) {
                left.add(rest);
            }
        }
        return left.isEmpty() ? null : new ParameterLine(name, type, words, left, help);
    }

    Parameter parameter(Vocabulary vocabulary) {
        List<Membership> sets = new ArrayList<>();
        partsOrAll().forEach(part -> part.addTo(sets));
        List<Validation> validations = new ArrayList<>();
        if (!words(OF).isEmpty()) {
            validations.add(new Validation.OneOf(words(OF), true));
        }
        if (words.containsKey(FROM)) {
            List<String> ends = words(FROM);
            validations.add(
                    Validation.Range.of(
                            Integer.valueOf(ends.getFirst()), Integer.valueOf(ends.getLast())));
        }
        if (words.containsKey(NEVER)) {
            validations.add(new Validation.NotNullOrEmpty());
        }
        List<String> allows = words(ALLOWS);
        List<String> proposes = words(PROPOSES);
        return new Parameter(
                name,
                type(type == null ? "object" : type, vocabulary),
                words(AKA),
                sets,
                validations,
                new Parameter.Allows(allows.contains("null"), false, allows.contains("none")),
                help == null ? "" : help,
                proposes.isEmpty() || proposes.getFirst().equals("nothing")
                        ? null
                        : vocabulary.completer(proposes.getFirst()));
    }

    /// `NAME`, `NAME?`, `NAME[]` and `List<NAME>`.
    private static TypeToken type(String text, Vocabulary vocabulary) {
        if (text.startsWith("List<")) {
            return type(text.substring("List<".length(), text.length() - 1), vocabulary).many();
        }
        boolean array = text.endsWith("[]");
        String one = array ? text.substring(0, text.length() - 2) : text;
        boolean nullable = one.endsWith("?");
        TypeToken type = vocabulary.type(nullable ? one.substring(0, one.length() - 1) : one);
        type = nullable ? type.orNull() : type;
        return array ? type.many() : type;
    }
}
