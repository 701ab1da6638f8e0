package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Scripts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Binds objects of the pipeline to the parameters that take them.
///
/// In this order: the object without conversion, its properties without, the object with, its
/// properties with conversion. What one object bound is undone before the next.
final class InputBinder {
    private final Binder binder;
    private final Arguments arguments;
    private final List<Parameter> takers = new ArrayList<>();
    private final List<Parameter> bound = new ArrayList<>();
    private SequencedSet<String> sets;

    InputBinder(Binder binder) {
        this.binder = binder;
        this.arguments = binder.arguments();
        this.sets = binder.sets();
        for (Parameter parameter : binder.shape().signature().parameters()) {
            boolean takes =
                    parameter.sets().stream()
                            .anyMatch(set -> set.fromPipeline() || set.fromPropertyName());
            if (takes
                    && !arguments.has(parameter.name())
                    && !binder.delayed().containsKey(parameter)) {
                takers.add(parameter);
            }
        }
    }

    boolean takesInput() {
        return !takers.isEmpty() || !binder.delayed().isEmpty();
    }

    /// The parameters that may be set anew by each object.
    List<Parameter> takers() {
        return takers;
    }

    /// @throws CmdletError if the object doesn't fit
    void bind(@Nullable Object input) {
        bound.forEach(parameter -> arguments.remove(parameter.name()));
        bound.clear();
        sets = new LinkedHashSet<>(binder.sets());
        binder.delayed()
                .forEach((parameter, block) -> {
                    Object value =
                            binder.runtime().scripts().value(Scripts.Call.with(block, input));
                    put(parameter, value);
                });
        boolean any = !binder.delayed().isEmpty();
        any |= byValue(input, false);
        any |= byProperty(input, false);
        any |= byValue(input, true);
        any |= byProperty(input, true);
        if (!any) {
            throw binder.errors().inputNotBound();
        }
        chooseSet();
    }

    private boolean byValue(@Nullable Object input, boolean convert) {
        boolean any = false;
        for (Parameter parameter : ordered()) {
            if (arguments.has(parameter.name()) || !takes(parameter, true)) {
                continue;
            }
            if (convert
                    ? binder.coercion().converts(parameter, input)
                    : binder.coercion().fits(parameter, input)) {
                put(parameter, input);
                any = true;
            }
        }
        return any;
    }

    private boolean byProperty(@Nullable Object input, boolean convert) {
        boolean any = false;
        for (Parameter parameter : ordered()) {
            if (arguments.has(parameter.name()) || !takes(parameter, false)) {
                continue;
            }
            Optional<Property> property = property(parameter, input);
            if (property.isEmpty()) {
                continue;
            }
            Object value = property.get().value();
            if (convert
                    ? binder.coercion().converts(parameter, value)
                    : binder.coercion().fits(parameter, value)) {
                put(parameter, value);
                any = true;
            }
        }
        return any;
    }

    private List<Parameter> ordered() {
        String preferred = binder.shape().signature().defaultSet();
        if (preferred == null) {
            return takers;
        }
        List<Parameter> ordered = new ArrayList<>(takers);
        ordered.sort(
                java.util.Comparator.comparingInt(
                        parameter -> parameter.membership(preferred) == null ? 1 : 0));
        return ordered;
    }

    private boolean takes(Parameter parameter, boolean value) {
        for (String set : sets) {
            Membership membership = parameter.membership(set);
            if (membership != null
                    && (value ? membership.fromPipeline() : membership.fromPropertyName())) {
                return true;
            }
        }
        return false;
    }

    /// A property that's there, null or not.
    private record Property(@Nullable Object value) {}

    private Optional<Property> property(Parameter parameter, @Nullable Object input) {
        if (input == null) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(parameter.name()));
        names.addAll(parameter.aliases());
        for (String name : names) {
            if (binder.runtime().access().has(input, name)) {
                return Optional.of(new Property(binder.runtime().access().get(input, name)));
            }
        }
        return Optional.empty();
    }

    private void put(Parameter parameter, @Nullable Object value) {
        arguments.put(
                parameter.name(),
                binder.coercion().checked(parameter, value, binder.isMandatory(parameter)));
        bound.add(parameter);
        sets.removeIf(set -> parameter.membership(set) == null);
    }

    private void chooseSet() {
        List<String> satisfied =
                sets.stream().filter(set -> binder.missing(set).isEmpty()).toList();
        if (satisfied.isEmpty()) {
            throw binder.errors()
                    .inputLacks(sets.isEmpty() ? List.of() : binder.missing(sets.getFirst()));
        }
        String preferred = binder.shape().signature().defaultSet();
        String chosen =
                preferred != null && satisfied.stream().anyMatch(preferred::equalsIgnoreCase)
                        ? preferred
                        : satisfied.getFirst();
        sets.removeIf(set -> !set.equalsIgnoreCase(chosen));
    }

    /// The set that the last object chose.
    String chosenSet() {
        return sets.isEmpty() ? Membership.EVERY : sets.getFirst();
    }
}
