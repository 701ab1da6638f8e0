package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A parameter of a cmdlet or function.
///
/// ```java
/// Parameter.of("VaultName", TypeToken.STRING)
///         .in(Membership.in("ByName").required().at(0).byPropertyName())
///         .aka("Name")
/// ```
///
/// @param sets the parameter's part in each set; never empty
/// @param allows which empty values a mandatory parameter takes all the same
/// @param completer proposes values at the prompt
public record Parameter(
        String name,
        TypeToken type,
        List<String> aliases,
        List<Membership> sets,
        List<Validation> validations,
        Allows allows,
        String help,
        @Nullable Completer completer) {

    /// Which empty values pass.
    public record Allows(boolean nullValue, boolean emptyString, boolean emptyCollection) {
        public static final Allows NOTHING_EMPTY = new Allows(false, false, false);
    }

    public Parameter {
        aliases = List.copyOf(aliases);
        sets = sets.isEmpty() ? List.of(Membership.everywhere()) : List.copyOf(sets);
        validations = List.copyOf(validations);
    }

    public static Parameter of(String name, TypeToken type) {
        return new Parameter(
                name, type, List.of(), List.of(), List.of(), Allows.NOTHING_EMPTY, "", null);
    }

    public static Parameter flag(String name) {
        return of(name, TypeToken.SWITCH);
    }

    /// Takes part in these sets and no others.
    public Parameter in(Membership... sets) {
        return withSets(List.of(sets));
    }

    /// Takes part in these sets, named only, optional.
    public Parameter inSets(String... names) {
        return withSets(Stream.of(names).map(Membership::in).toList());
    }

    public Parameter aka(String... names) {
        List<String> all = new ArrayList<>(aliases);
        all.addAll(List.of(names));
        return new Parameter(name, type, all, sets, validations, allows, help, completer);
    }

    public Parameter required() {
        return withSets(sets.stream().map(Membership::required).toList());
    }

    public Parameter at(int position) {
        return withSets(sets.stream().map(set -> set.at(position)).toList());
    }

    public Parameter byValue() {
        return withSets(sets.stream().map(Membership::byValue).toList());
    }

    public Parameter byPropertyName() {
        return withSets(sets.stream().map(Membership::byPropertyName).toList());
    }

    public Parameter theRest() {
        return withSets(sets.stream().map(Membership::theRest).toList());
    }

    public Parameter valid(Validation... more) {
        List<Validation> all = new ArrayList<>(validations);
        all.addAll(List.of(more));
        return new Parameter(name, type, aliases, sets, all, allows, help, completer);
    }

    public Parameter allowing(Allows allows) {
        return new Parameter(name, type, aliases, sets, validations, allows, help, completer);
    }

    public Parameter help(String help) {
        return new Parameter(name, type, aliases, sets, validations, allows, help, completer);
    }

    public Parameter completedBy(Completer completer) {
        return new Parameter(name, type, aliases, sets, validations, allows, help, completer);
    }

    private Parameter withSets(List<Membership> sets) {
        return new Parameter(name, type, aliases, sets, validations, allows, help, completer);
    }

    /// The part in a set, by its own entry or by the one for every set; null if it has none.
    public @Nullable Membership membership(String set) {
        Membership every = null;
        for (Membership membership : sets) {
            if (membership.set().equalsIgnoreCase(set)) {
                return membership;
            }
            if (membership.set().equals(Membership.EVERY)) {
                every = membership;
            }
        }
        return every;
    }

    /// Whether this is the parameter's name or one of its aliases, whatever the case.
    public boolean isCalled(String text) {
        return name.equalsIgnoreCase(text) || aliases.stream().anyMatch(text::equalsIgnoreCase);
    }
}
