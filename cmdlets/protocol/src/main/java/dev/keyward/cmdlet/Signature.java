package dev.keyward.cmdlet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// What a command takes and gives.
///
/// The common parameters, and `WhatIf` and `Confirm` where `shouldProcess` isn't null, are added by
/// the language and don't stand here.
///
/// @param defaultSet the set taken when the arguments leave several; null if none is
/// @param shouldProcess the impact of what it does; null if it changes nothing
public record Signature(
        List<Parameter> parameters,
        @Nullable String defaultSet,
        @Nullable ConfirmImpact shouldProcess,
        List<String> outputTypes) {
    public Signature {
        parameters = List.copyOf(parameters);
        outputTypes = List.copyOf(outputTypes);
    }

    public static Signature of(Parameter... parameters) {
        return new Signature(List.of(parameters), null, null, List.of());
    }

    public Signature defaultSet(String name) {
        return new Signature(parameters, name, shouldProcess, outputTypes);
    }

    public Signature changing(ConfirmImpact impact) {
        return new Signature(parameters, defaultSet, impact, outputTypes);
    }

    /// The sets that parameters name, in order; [Membership#EVERY] alone if none does.
    public SequencedSet<String> sets() {
        SequencedSet<String> sets = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            for (Membership membership : parameter.sets()) {
                if (!membership.set().equals(Membership.EVERY)) {
                    sets.add(membership.set());
                }
            }
        }
        if (defaultSet != null) {
            sets.add(defaultSet);
        }
        if (sets.isEmpty()) {
            sets.add(Membership.EVERY);
        }
        return sets;
    }

    /// The parameter with exactly this name or alias.
    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.isCalled(name)).findFirst();
    }
}
